package cn.qingzheng.console.command;

import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page's result as one line of JSON: {@code {"id"|"file","verdict","hits":[{"term","surface","start","end",
 * "form","violation","rule","severity","why","basis"}],…}}. Offsets are UTF-16 units of the page's text.
 */
final class ResultJson {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private ResultJson() {}

  /**
   * @param key {@code id} or {@code file}
   * @param name its value
   */
  static String line(String key, String name, PageResult result) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put(key, name);
    out.put("verdict", result.outcome().name());
    out.put("hits", result.hits().stream().map(ResultJson::hit).toList());
    out.put("kind", result.kind().name());
    out.put("kind_reasons", reasons(result.kindReasons()));
    out.put("promoter", promoter(result.promoter()));
    out.put("reasons", reasons(result.reasons()));
    out.put("packs", result.checked().packs());
    if (!result.checked().failures().isEmpty()) {
      out.put("failures", result.checked().failures());
    }
    return JSON.writeValueAsString(out);
  }

  /** A page or item that could not be analysed. */
  static String failure(String key, String name, String cause) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put(key, name);
    out.put("error", cause);
    return JSON.writeValueAsString(out);
  }

  private static Map<String, Object> hit(Hit hit) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("term", hit.match().term());
    if (!hit.match().alternatives().isEmpty()) {
      out.put("alternatives", hit.match().alternatives());
    }
    out.put("surface", hit.match().surface());
    out.put("start", hit.match().span().start());
    out.put("end", hit.match().span().end());
    out.put("form", hit.match().form().name());
    out.put("violation", hit.violation());
    out.put("rule", hit.ruleId());
    out.put("severity", hit.judgement().severity().name());
    out.put("why", hit.judgement().why());
    out.put("basis", hit.judgement().basis().stream().map(Citation::toString).toList());
    out.put("facet", hit.facet().name());
    out.put("block", hit.place().block().name());
    out.put("path", hit.place().path());
    out.put("hidden", hit.place().hidden());
    out.put("sentence", hit.place().sentence());
    hit.certificate().ifPresent(c -> out.put("certificate", Map.of("name", c.name(), "standing", c.standing().name(), "source", c.source())));
    out.put("reasons", reasons(hit.judgement().reasons()));
    out.put("exempting", reasons(hit.judgement().exempting()));
    return out;
  }

  private static Map<String, Object> promoter(Promoter promoter) {
    Map<String, Object> out = new LinkedHashMap<>();
    promoter.name().ifPresent(n -> out.put("name", n));
    promoter.creditCode().ifPresent(c -> out.put("credit_code", c));
    out.put("status", promoter.status().name());
    promoter.filing().ifPresent(f -> out.put("filing", f.label()));
    out.put("matched_by", promoter.matchedBy());
    out.put("note", promoter.note());
    return out;
  }

  private static List<Map<String, Object>> reasons(List<Reason> reasons) {
    return reasons.stream().map(r -> Map.<String, Object>of("code", r.code(), "weight", r.weight(), "text", r.text())).toList();
  }
}
