package cn.qingzheng.crawler.browser;

import com.fasterxml.jackson.databind.JsonNode;
import com.ruiyun.jvppeteer.api.core.CDPSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** Looks marks up in a page, in a world of scripts of its own: the page cannot change what is asked of it there. */
final class MarkFinder {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SCRIPT = script();

  private final CDPSession session;

  MarkFinder(CDPSession session) {
    this.session = session;
  }

  /** In the order of the marks. */
  List<Sight> find(List<Mark> marks) throws BrowserException {
    JsonNode found = evaluate("(" + SCRIPT + ")(" + JSON.writeValueAsString(marks) + ")");
    List<Sight> sights = new ArrayList<>();
    for (JsonNode sight : found) {
      List<Sight.Box> boxes = new ArrayList<>();
      for (JsonNode b : sight.get("boxes")) {
        boxes.add(new Sight.Box(b.get(0).asInt(), b.get(1).asInt(), b.get(2).asInt(), b.get(3).asInt()));
      }
      sights.add(new Sight(Sight.State.valueOf(sight.get("state").asText()), boxes));
    }
    if (sights.size() != marks.size()) {
      throw new BrowserException("every mark should be looked up, was: " + sights.size() + " of " + marks.size());
    }
    return sights;
  }

  /** The text as a reader would copy it, cut at a limit. */
  String text(int longest) throws BrowserException {
    return evaluate("(document.body ? document.body.innerText : '').slice(0, " + longest + ")").asText();
  }

  private JsonNode evaluate(String expression) throws BrowserException {
    try {
      String frame = session.send("Page.getFrameTree").at("/frameTree/frame/id").asText();
      int world =
          session.send("Page.createIsolatedWorld", Parameters.of("frameId", frame, "worldName", "qingzheng"))
              .get("executionContextId").asInt();
      JsonNode answer =
          session.send("Runtime.evaluate", Parameters.of(Map.of("expression", expression, "contextId", world, "returnByValue", true)));
      if (answer.hasNonNull("exceptionDetails")) {
        throw new BrowserException("script failed: " + answer.at("/exceptionDetails/exception/description").asText());
      }
      return answer.at("/result/value");
    } catch (RuntimeException e) {
      throw new BrowserException("script failed", e);
    }
  }

  private static String script() {
    try (InputStream in = MarkFinder.class.getResourceAsStream("find-marks.js")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
