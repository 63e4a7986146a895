package cn.qingzheng.console.web;

import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.index.SearchRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/**
 * For whoever watches the program. {@code /healthz} says whether it answers at all: casebook and index are asked
 * something small. {@code /actuator/health} says too when a night went wrong; neither tells more than that.
 */
@RestController
class HealthController {
  private static final Logger LOG = LoggerFactory.getLogger(HealthController.class);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ConsoleData data;
  private final Nights nights;

  HealthController(ConsoleData data, Nights nights) {
    this.data = data;
    this.nights = nights;
  }

  @GetMapping("/healthz")
  ResponseEntity<String> alive() {
    boolean good = works("casebook", this::casebook) && works("index", this::index);
    return ResponseEntity.status(good ? 200 : 503).contentType(MediaType.TEXT_PLAIN).body(good ? "ok\n" : "failing, see the log\n");
  }

  @GetMapping("/actuator/health")
  ResponseEntity<String> health() {
    boolean casebook = works("casebook", this::casebook);
    Map<String, Object> parts = new LinkedHashMap<>();
    parts.put("casebook", state(casebook));
    parts.put("index", state(works("index", this::index)));
    parts.put("schedule", casebook ? schedule() : state(false));
    boolean good = parts.values().stream().allMatch(p -> ((Map<?, ?>) p).get("status").equals("UP"));
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("status", good ? "UP" : "DOWN");
    whole.put("components", parts);
    return ResponseEntity.status(good ? 200 : 503).contentType(MediaType.APPLICATION_JSON).body(JSON.writeValueAsString(whole));
  }

  private void casebook() {
    data.count(FindingFilter.all().slice(1, 0));
  }

  private void index() {
    data.search(new SearchRequest("", Map.of(), 0, 1, SearchRequest.Order.NEWEST));
  }

  private static boolean works(String what, Runnable asked) {
    try {
      asked.run();
      return true;
    } catch (RuntimeException failed) {
      LOG.error("{} does not answer", what, failed);
      return false;
    }
  }

  private static Map<String, Object> state(boolean good) {
    return Map.of("status", good ? "UP" : "DOWN");
  }

  /** Which task and since when; never what it said, which may name files and hosts. */
  private Map<String, Object> schedule() {
    List<String> wrong = nights.alarms().stream().map(Nights.Line::brief).toList();
    return wrong.isEmpty() ? state(true) : Map.of("status", "DOWN", "details", Map.of("problems", wrong));
  }
}
