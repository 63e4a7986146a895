package cn.qingzheng.crawler.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * What holds for a whole page wherever it is written, found in one go before the page is read.
 *
 * @param base the address that links start from, as written
 * @param nofollow whether robots are asked to follow no link
 * @param scripted whether there is a script, of data or of program
 */
record Preamble(List<Element> styles, Optional<String> base, boolean nofollow, boolean scripted) {
  static Preamble of(Document page) {
    Map<String, List<Element>> found = Map.of("style", new ArrayList<>(), "base", new ArrayList<>(), "meta", new ArrayList<>(), "script", new ArrayList<>());
    find(page, found);
    Optional<String> base = found.get("base").stream().filter(b -> b.hasAttr("href")).findFirst().map(b -> b.attr("href"));
    return new Preamble(found.get("style"), base, found.get("meta").stream().anyMatch(Preamble::nofollow), !found.get("script").isEmpty());
  }

  private static void find(Element parent, Map<String, List<Element>> found) {
    for (int i = 0; i < parent.childNodeSize(); i++) {
      if (parent.childNode(i) instanceof Element e) {
        List<Element> of = found.get(e.normalName());
        if (of != null) {
          of.add(e);
        }
        find(e, found);
      }
    }
  }

  private static boolean nofollow(Element meta) {
    String content = meta.attr("content").toLowerCase(Locale.ROOT);
    return meta.attr("name").equalsIgnoreCase("robots") && (content.contains("nofollow") || content.matches(".*\\bnone\\b.*"));
  }
}
