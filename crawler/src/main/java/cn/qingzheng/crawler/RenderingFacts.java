package cn.qingzheng.crawler;

import cn.qingzheng.crawler.browser.Rendered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the archive says about how a page was rendered. */
final class RenderingFacts {
  private RenderingFacts() {}

  static Map<String, Object> of(Rendered page) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("browser", page.traffic().browser());
    facts.put("openedAt", page.traffic().at().toString());
    facts.put("url", page.url().toString());
    facts.put("title", page.title());
    facts.put("complete", page.complete());
    facts.put("connections", page.traffic().contacts());
    facts.put("refused", page.traffic().refused());
    List<Map<String, Object>> resources =
        page.traffic().resources().stream()
            .<Map<String, Object>>map(r -> Map.of("url", r.url().toString(), "status", r.status(), "type", r.type(), "length", r.body().length))
            .toList();
    facts.put("resources", resources);
    return facts;
  }
}
