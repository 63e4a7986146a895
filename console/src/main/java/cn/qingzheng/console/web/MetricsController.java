package cn.qingzheng.console.web;

import cn.qingzheng.console.metrics.ScanMetrics;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Figures for Prometheus: how the nightly scan goes. */
@RestController
class MetricsController {
  private static final String FORMAT = "text/plain; version=0.0.4; charset=utf-8";

  private final ScanMetrics metrics;

  MetricsController(ScanMetrics metrics) {
    this.metrics = metrics;
  }

  @GetMapping("/metrics")
  ResponseEntity<String> metrics() {
    return ResponseEntity.ok().header("Content-Type", FORMAT).body(metrics.text());
  }
}
