package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.CrawlSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the casebook keeps of a scan's numbers, and reading it back for the console. */
public final class ScanSummaryJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ScanSummaryJson() {}

  static String of(ScanReport report) {
    CrawlSummary.Count total = report.crawl().total();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("hosts", report.crawl().hosts().size());
    out.put("fetched", total.fetched());
    out.put("unchanged", total.unchanged());
    out.put("truncated", total.truncated());
    out.put("bytes", total.bytes());
    Map<String, Long> troubles = new TreeMap<>();
    total.refused().forEach((cause, n) -> troubles.merge(cause.label(), n, Long::sum));
    total.failed().forEach((cause, n) -> troubles.merge(cause.label(), n, Long::sum));
    out.put("troubles", troubles);
    out.put("evidence", report.evidence().built().size());
    out.put("problems", report.problems());
    return JSON.writeValueAsString(out);
  }

  /** Pages not captured, by cause in Chinese. */
  public static Map<String, Long> troubles(String json) {
    Map<String, Long> out = new TreeMap<>();
    JsonNode troubles = JSON.readTree(json).path("troubles");
    troubles.propertyNames().forEach(cause -> out.put(cause, troubles.path(cause).asLong()));
    return out;
  }

  /** What a person has to look at, in Chinese. */
  public static List<String> problems(String json) {
    List<String> out = new ArrayList<>();
    JSON.readTree(json).path("problems").forEach(p -> out.add(p.asString()));
    return out;
  }
}
