package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Text that a page carries as data: JSON-LD for search engines, and the state from which scripts draw the page
 * ({@code window.__STATE__ = {…}}). Each string once.
 */
final class StructuredData {
  private static final int MOST = 5000;
  private static final Set<String> READABLE =
      Set.of(
          "name", "headline", "description", "title", "alternatename", "text", "articlebody", "keywords", "caption",
          "slogan", "award", "abstract", "price", "lowprice", "highprice", "subtitle", "category", "brand");
  private static final Pattern STATE = Pattern.compile("(?:window\\s*[.\\[]|var\\s|let\\s|const\\s|self\\.|__)[^=;{}()\\n]{0,80}=\\s*(?=[\\[{])");

  private final BlockSink sink;
  private final Set<String> seen = new HashSet<>();

  private StructuredData(BlockSink sink) {
    this.sink = sink;
  }

  static void of(Document page, BlockSink sink) {
    StructuredData data = new StructuredData(sink);
    for (Element script : page.getElementsByTag("script")) {
      data.script(script);
    }
  }

  /** The strings of a body that is JSON itself. */
  static void ofJson(String json, BlockSink sink) {
    StructuredData data = new StructuredData(sink);
    ScriptStrings.read(json, 0, false, (key, value) -> data.add(key, value, key, 1));
  }

  private void script(Element script) {
    String type = script.attr("type").toLowerCase(Locale.ROOT);
    String text = script.data();
    if (type.contains("json")) {
      int least = type.contains("ld+json") ? 1 : 2;
      ScriptStrings.read(text, 0, false, (key, value) -> add(key, value, path(script), least));
    } else if (!script.hasAttr("src")) {
      Matcher state = STATE.matcher(text);
      int at = 0;
      while (at < text.length() && state.find(at)) {
        // Keys of program state are names of variables: only what is Chinese is text.
        at = ScriptStrings.read(text, state.end(), true, (key, value) -> add("", value, path(script), 2));
      }
    }
  }

  /** @param least Chinese characters, if the key does not say that people read it */
  private void add(String key, String value, String path, int least) {
    boolean readable = READABLE.contains(key.toLowerCase(Locale.ROOT));
    if (seen.size() >= MOST || sink.full() || !readable && chinese(value) < least || value.startsWith("http")) {
      return;
    }
    String text = value.indexOf('<') >= 0 || value.indexOf('&') >= 0 ? Jsoup.parse(value).text() : value;
    String shown = InlineText.collapse(text);
    if (seen.add(shown)) {
      sink.add(BlockKind.STRUCTURED_DATA, shown, path, false);
    }
  }

  private static String path(Element script) {
    return Tags.plainId(script.id()) ? "#" + script.id() : "script";
  }

  private static long chinese(String value) {
    return value.codePoints().filter(Character::isIdeographic).limit(2).count();
  }
}
