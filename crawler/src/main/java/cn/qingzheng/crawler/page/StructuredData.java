package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * Text that a page carries as data: JSON-LD for search engines, and the state from which scripts draw the page,
 * as {@code window.__STATE__ = {…}}, as JSON in a string, as arguments of a function or pushed piece by piece. Each
 * string once.
 */
final class StructuredData {
  private static final int MOST = 5000;
  private static final int MOST_DECLARED = 50;
  private static final Set<String> READABLE =
      Set.of(
          "name", "headline", "description", "title", "alternatename", "text", "articlebody", "keywords", "caption",
          "slogan", "award", "abstract", "price", "lowprice", "highprice", "subtitle", "category", "brand");
  private static final Pattern STATE =
      Pattern.compile(
          "(?=[wvlcs_])(?:(?:window\\s*[.\\[]|var\\s|let\\s|const\\s|self\\.|__)[^=;{}()\\n]{0,80}=\\s*(?:(?=[\\[{])|JSON\\.parse\\s*(?=\\()|(?:decodeURIComponent|unescape)\\s*(?=\\())"
              + "|__\\w{1,40}\\s*=\\s*(?=\\(function)|__\\w{1,40}(?:\\s*=[^;{}()\\n]{0,60}\\))?\\.push\\s*(?=\\())");
  /** JSON that was packed into a string, perhaps after the number of a line. */
  private static final Pattern PACKED = Pattern.compile("(?s)\\s*(?:[0-9a-f]{1,4}:)?[\\[{].*[\\]}]\\s*");
  private static final int DEEPEST = 3;
  /** Where a reader sees a border in a piece of HTML that is a value. */
  private static final Pattern BORDER =
      Pattern.compile("(?i)</?(?:p|div|section|article|ul|ol|li|dl|dt|dd|table|tr|td|th|h[1-6]|br|hr|blockquote|pre)\\b[^<>]{0,2000}+>");

  private final BlockSink sink;
  private final Set<String> seen = new HashSet<>();
  private final Set<String> declared = new TreeSet<>();

  private StructuredData(BlockSink sink) {
    this.sink = sink;
  }

  /** Reads scripts; gives the types that JSON-LD declares, see {@link cn.qingzheng.model.Page#declared()}. */
  static Set<String> of(List<Attributes.Script> scripts, BlockSink sink) {
    StructuredData data = new StructuredData(sink);
    scripts.forEach(s -> data.script(s.element(), s.path()));
    return data.declared;
  }

  /** The strings of a body that is JSON itself. */
  static void ofJson(String json, BlockSink sink) {
    StructuredData data = new StructuredData(sink);
    ScriptStrings.read(json, 0, false, (key, value) -> data.add(key, value, key, 1));
  }

  private void script(Element script, String path) {
    String type = script.attr("type").toLowerCase(Locale.ROOT);
    String text = script.data();
    if (type.contains("json")) {
      boolean linked = type.contains("ld+json");
      ScriptStrings.read(text, 0, false, (key, value) -> {
        if (linked && key.equals("@type") && declared.size() < MOST_DECLARED && value.length() < 200) {
          declared.add("schema:" + value.substring(value.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT));
        } else {
          add(key, value, path, linked ? 1 : 2);
        }
      });
    } else if (!script.hasAttr("src")) {
      Matcher state = STATE.matcher(text);
      int at = 0;
      while (at < text.length() && state.find(at)) {
        // Keys of program state are names of variables: only what is Chinese is text.
        at = ScriptStrings.read(text, state.end(), true, (key, value) -> state(value, path, 0));
      }
    }
  }

  private void state(String value, String path, int depth) {
    if (depth < DEEPEST && PACKED.matcher(value).matches()) {
      ScriptStrings.read(value, 0, false, (key, inner) -> state(inner, path, depth + 1));
    } else {
      add("", value, path, 2);
    }
  }

  /** @param least Chinese characters, if the key does not say that people read it */
  private void add(String key, String value, String path, int least) {
    boolean readable = READABLE.contains(key.toLowerCase(Locale.ROOT));
    if (!readable && chinese(value) < least || value.startsWith("http")) {
      return;
    }
    for (String part : value.indexOf('<') >= 0 ? BORDER.split(value) : new String[] {value}) {
      boolean marked = part.indexOf('<') >= 0 || part.indexOf('&') >= 0;
      String shown = InlineText.collapse(marked ? Jsoup.parse(part).text() : part);
      if (seen.size() < MOST && !sink.full() && seen.add(shown)) {
        sink.add(BlockKind.STRUCTURED_DATA, shown, path, false);
      }
    }
  }

  private static long chinese(String value) {
    return value.codePoints().filter(Character::isIdeographic).limit(2).count();
  }
}
