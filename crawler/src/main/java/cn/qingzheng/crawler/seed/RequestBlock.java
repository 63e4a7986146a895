package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Reads what a connector asks for: the address with its places for keyword and page. */
record RequestBlock(Problems problems) {
  /** @param paging where the parameter of the page may be named instead of written into the address */
  UrlTemplate read(YamlMap y, YamlMap paging, Connector.Pagination pagination) {
    y.onlyKeys(Set.of("method", "url", "charset", "headers", "cookies"), problems);
    expect(y, "method", "GET", "只支持 GET：本程序不提交表单");
    expect(y, "cookies", "none", "只支持 none：本程序不保持登录状态");
    y.map("headers", problems)
        .filter(h -> !h.keys().isEmpty())
        .ifPresent(h -> y.problem("headers", "不支持自定义请求头", "请写 headers: {}", problems));
    UrlTemplate written = new UrlTemplate(y.requiredText("url", problems), charset(y));
    UrlTemplate template = paged(written, paging);
    check(y, template);
    if (!template.takesPage() && pagination.next().isEmpty() && pagination.maxPages() > 1) {
      paging.problem("max_pages", "无从翻页：网址中没有 " + UrlTemplate.PAGE + "，也没有写 param 或 next", "请写其中之一，或写 max_pages: 1", problems);
    }
    return template;
  }

  private UrlTemplate paged(UrlTemplate written, YamlMap paging) {
    Optional<String> param = paging.text("param", problems).filter(p -> !p.isBlank());
    if (param.isEmpty() || written.text().isEmpty()) {
      return written;
    }
    if (!param.get().matches("[A-Za-z0-9_.-]+")) {
      paging.problem("param", "页码参数名 " + param.get() + " 不对", "只用字母、数字、-、_ 和 .", problems);
      return written;
    }
    String assigned = param.get() + "=" + UrlTemplate.PAGE;
    if (written.takesPage()) {
      if (!written.text().contains("?" + assigned) && !written.text().contains("&" + assigned)) {
        paging.problem("param", "页码参数名 " + param.get() + " 与网址中 " + UrlTemplate.PAGE + " 的位置不符", "请删去 param，或改成网址中的参数名", problems);
      }
      return written;
    }
    return new UrlTemplate(written.text() + (written.text().contains("?") ? "&" : "?") + assigned, written.charset());
  }

  private void expect(YamlMap y, String key, String only, String why) {
    y.text(key, problems)
        .filter(v -> !v.equals(only))
        .ifPresent(v -> y.problem(key, "“" + key + "”不能是 " + v + "，" + why, "请写 " + key + ": " + only, problems));
  }

  private Charset charset(YamlMap y) {
    String name = y.text("charset", problems).orElse("auto");
    if (name.equals("auto")) {
      return StandardCharsets.UTF_8;
    }
    try {
      return Charset.forName(name);
    } catch (IllegalArgumentException e) {
      y.problem("charset", "不认识的字符集 " + name, "请写 auto、UTF-8、GBK 等", problems);
      return StandardCharsets.UTF_8;
    }
  }

  private void check(YamlMap y, UrlTemplate template) {
    if (template.text().isEmpty()) {
      return;
    }
    String filled = template.text();
    for (String place : UrlTemplate.places()) {
      filled = filled.replace(place, "1");
    }
    Optional<URI> url = filled.contains("{") ? Optional.empty() : CanonicalUrl.of(filled);
    if (url.isEmpty()) {
      y.problem("url", "网址模板 " + template.text() + " 不对", "请写 http(s) 网址，占位符只有 " + String.join("、", UrlTemplate.places()), problems);
    } else {
      PublicHost.wrong(url.get()).ifPresent(wrong -> y.problem("url", wrong, "请写平台对外的网址", problems));
    }
  }
}
