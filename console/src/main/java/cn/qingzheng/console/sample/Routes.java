package cn.qingzheng.console.sample;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds what answers a visit, from the entries of {@code pages.tsv}. */
final class Routes {

  private record Bound(PageEntry entry, Route route) { }

  private static final byte[] NOT_FOUND = """
      <!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>404 - 页面不存在</title></head>
      <body><h1>404</h1><p>您访问的页面不存在或已被删除。</p><p><a href="/">返回首页</a></p></body></html>
      """.getBytes(StandardCharsets.UTF_8);

  private final Troubles troubles = new Troubles();
  private final Map<String, Platform> platforms = new HashMap<>();
  private final List<Bound> bound;

  Routes(List<PageEntry> entries) {
    this.bound = entries.stream().map(entry -> new Bound(entry, route(entry))).toList();
  }

  Reply answer(Visit visit) {
    return bound.stream()
        .filter(candidate -> candidate.entry().host().equals(visit.host()) && candidate.entry().covers(visit))
        .findFirst().map(candidate -> candidate.route().answer(visit))
        .orElseGet(() -> Reply.of(404, "text/html; charset=utf-8", NOT_FOUND));
  }

  private Route route(PageEntry entry) {
    return switch (entry.kind()) {
      case "page" -> visit -> page(entry, visit);
      case "redirect" -> visit -> Reply.moved(302, entry.argument());
      case "moved" -> visit -> Reply.moved(301, entry.argument());
      case "status" -> visit -> failed(entry);
      case "busy" -> visit -> troubles.busy(entry, visit);
      case "slow" -> visit -> Troubles.slow(entry, visit);
      case "endless" -> visit -> Troubles.endless(entry, visit);
      case "calendar" -> visit -> Troubles.calendar(entry, visit);
      case "search" -> visit -> platform(entry).search(entry, visit);
      case "item" -> visit -> platform(entry).detail(entry, visit);
      default -> throw new IllegalStateException("pages.tsv behaviour should be known, was: " + entry);
    };
  }

  private static Reply page(PageEntry entry, Visit visit) {
    byte[] body = entry.charset().equals("-")
        ? Text.bytes(entry.file()) : entry.encode(PageFile.render(entry.file(), visit));
    return Reply.of(200, entry.contentType(), body);
  }

  private static Reply failed(PageEntry entry) {
    return Reply.of(Integer.parseInt(entry.argument()), entry.contentType(), entry.encode(
        "<html><head><title>Error</title></head><body>服务器内部错误，请联系管理员。</body></html>"));
  }

  private synchronized Platform platform(PageEntry entry) {
    return platforms.computeIfAbsent(entry.file(), Platform::new);
  }
}
