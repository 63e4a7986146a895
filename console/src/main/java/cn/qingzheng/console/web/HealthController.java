package cn.qingzheng.console.web;

import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.index.SearchRequest;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** For whoever watches the program: asks casebook and index something small. */
@RestController
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);

  private final ConsoleData data;

  HealthController(ConsoleData data) {
    this.data = data;
  }

  @GetMapping("/healthz")
  ResponseEntity<String> health() {
    try {
      data.count(FindingFilter.all().slice(1, 0));
      data.search(new SearchRequest("", Map.of(), 0, 1, SearchRequest.Order.NEWEST));
      return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("ok\n");
    } catch (RuntimeException failed) {
      LOG.error("not healthy", failed);
      return ResponseEntity.status(503).contentType(MediaType.TEXT_PLAIN).body("failing, see the log\n");
    }
  }
}
