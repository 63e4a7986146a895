package cn.qingzheng.console.sample;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A shopping or classified-ads platform: keyword search with paging, and a page for each listing. */
final class Platform {

  private static final int PAGE_SIZE = 8;

  private final String folder;
  private final List<Listing> listings;

  Platform(String folder) {
    this.folder = folder;
    this.listings = Listing.all(folder + "/listings.txt");
  }

  Reply search(PageEntry entry, Visit visit) {
    String query = visit.parameter("q", "").strip();
    List<Listing> found = listings.stream().filter(listing -> listing.matches(query)).toList();
    int pages = Math.max(1, (found.size() + PAGE_SIZE - 1) / PAGE_SIZE);
    int page = visit.number("page", 1, 100_000, 1);
    Map<String, String> values = new HashMap<>();
    values.put("query", Text.escape(query));
    values.put("count", String.valueOf(found.size()));
    values.put("items", found.stream().skip((page - 1L) * PAGE_SIZE).limit(PAGE_SIZE)
        .map(this::row).collect(Collectors.joining("\n")));
    values.put("pager", pager(query, page, pages));
    return html(entry, 200, "list.html", values);
  }

  /** The listing whose id ends the path, as in {@code /item/20031.html}. */
  Reply detail(PageEntry entry, Visit visit) {
    String id = visit.path().substring(entry.path().length() - 1).replace(".html", "");
    return listings.stream().filter(listing -> listing.id().equals(id)).findFirst()
        .map(listing -> html(entry, 200, "detail.html", values(listing)))
        .orElseGet(() -> html(entry, 404, "gone.html", Map.of()));
  }

  private String row(Listing listing) {
    return Text.fill(Text.read(folder + "/row.html"), values(listing));
  }

  private static Map<String, String> values(Listing listing) {
    Map<String, String> values = new HashMap<>(listing.fields());
    values.put("body", listing.body());
    return values;
  }

  private static String pager(String query, int page, int pages) {
    StringBuilder pager = new StringBuilder();
    if (page > 1) {
      pager.append(link(query, page - 1, "prev", "上一页"));
    }
    for (int number = 1; number <= pages; number++) {
      pager.append(number == page ? "<span class=\"current\">" + number + "</span>"
          : link(query, number, "num", String.valueOf(number)));
    }
    if (page < pages) {
      pager.append(link(query, page + 1, "next", "下一页"));
    }
    return pager.toString();
  }

  private static String link(String query, int page, String style, String label) {
    return "<a class=\"" + style + "\" href=\"/search?q=" + URLEncoder.encode(query, StandardCharsets.UTF_8)
        + "&amp;page=" + page + "\">" + label + "</a>";
  }

  private Reply html(PageEntry entry, int status, String template, Map<String, String> values) {
    return Reply.of(status, entry.contentType(),
        entry.encode(Text.fill(Text.read(folder + "/" + template), values)));
  }
}
