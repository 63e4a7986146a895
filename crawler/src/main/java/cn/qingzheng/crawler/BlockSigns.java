package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.crawler.page.Charsets;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.model.HttpHeader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Tells when a site does not want this visitor. Nothing is ever done to get around it. */
final class BlockSigns {
  private static final String FILE = "block-signs.tsv";
  /** Walls are small; a page of more than this is a page that happens to name one. */
  private static final int MOST_BYTES = 64 * 1024;
  private static final int MOST_TEXT = 400;
  private static final int MOST_LINKS = 5;
  /** Anchors in the source, those in scripts and comments too: a page of more leads somewhere. */
  private static final int MOST_ANCHORS = 12 * MOST_LINKS;

  private final List<Sign> signs;
  private final Charsets charsets = new Charsets();

  private BlockSigns(List<Sign> signs) {
    this.signs = List.copyOf(signs);
  }

  /** @param label in Chinese */
  private record Sign(String where, Pattern pattern, String label) {}

  /** The signs that come with the program. */
  static BlockSigns load() {
    try (InputStream in = BlockSigns.class.getResourceAsStream(FILE);
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return new BlockSigns(
          lines.lines().filter(l -> !l.startsWith("#")).skip(1).map(l -> l.split("\t")).map(BlockSigns::sign).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }

  private static Sign sign(String[] cells) {
    return new Sign(cells[0], Pattern.compile(cells[1], Pattern.CASE_INSENSITIVE), cells[2]);
  }

  private Optional<String> first(String where, Predicate<Pattern> matches) {
    return signs.stream()
        .filter(s -> s.where().equals(where) && matches.test(s.pattern()))
        .findFirst()
        .map(Sign::label);
  }

  /** What an answer with an error status shows, in Chinese; empty if nothing. */
  Optional<String> inStatus(Fetched.Answer answer, Optional<Connector> connector) {
    String status = "HTTP " + answer.status();
    if (connector.isPresent() && connector.get().blocked().status().contains(answer.status())) {
      return Optional.of(status);
    }
    return inHeaders(answer)
        .or(() -> turnedAway(answer.status()) ? text(answer).flatMap(t -> first("error", p -> p.matcher(t.text()).find())) : Optional.empty())
        .map(label -> status + "，" + label);
  }

  /** Whether the status may be a wall's; a page that is not there or a server that broke says nothing of visitors. */
  private static boolean turnedAway(int status) {
    return status == 503 || status >= 520 || status > 400 && status < 500 && status != 404 && status != 410;
  }

  private Optional<String> inHeaders(Fetched.Answer answer) {
    List<String> lines = new ArrayList<>();
    for (HttpHeader h : answer.headers()) {
      lines.add(h.name() + ": " + h.value());
    }
    return first("header", p -> lines.stream().anyMatch(l -> p.matcher(l).matches()));
  }

  /**
   * What a page shows that answered with success: a wall is there instead of the page, so it has next to no text and
   * leads nowhere. A page that merely has a field for a 验证码 is none.
   */
  Optional<String> inPage(Fetched.Answer answer) {
    return inHeaders(answer)
        .or(
            () ->
                source(answer)
                    // Nearly all pages are done with here: cheap to see, and no wall has so many.
                    .filter(html -> !manyAnchors(html))
                    .filter(html -> first("page", p -> p.matcher(html).find()).isPresent())
                    .map(Jsoup::parse)
                    .filter(d -> d.text().length() < MOST_TEXT && d.select("a[href]").size() <= MOST_LINKS)
                    .flatMap(d -> first("page", p -> p.matcher(d.title() + " " + d.text()).find())));
  }

  private static boolean manyAnchors(String html) {
    int anchors = 0;
    for (int at = html.indexOf('<'); at >= 0 && anchors <= MOST_ANCHORS; at = html.indexOf('<', at + 1)) {
      if (html.regionMatches(true, at + 1, "a ", 0, 2)) {
        anchors++;
      }
    }
    return anchors > MOST_ANCHORS;
  }

  private Optional<Document> text(Fetched.Answer answer) {
    return source(answer).map(Jsoup::parse);
  }

  private Optional<String> source(Fetched.Answer answer) {
    return answer.body().length == 0 || answer.body().length > MOST_BYTES
        ? Optional.empty()
        : Optional.of(charsets.decode(answer.header("Content-Type"), answer.body()).text());
  }

  /** Whether a redirect leads to a login or CAPTCHA host that the connector names. */
  Optional<String> inRedirect(URI target, Optional<Connector> connector) {
    return connector.stream()
        .flatMap(c -> c.blocked().redirectHosts().stream())
        .filter(h -> h.equalsIgnoreCase(target.getHost()))
        .findFirst()
        .map(h -> "被转到 " + h);
  }

  /** Whether a redirect leads from a page to where people sign in. */
  Optional<String> login(URI from, URI target) {
    String host = target.getHost() == null ? "" : target.getHost().toLowerCase(Locale.ROOT);
    Stream<String> segments = Arrays.stream((target.getPath() == null ? "" : target.getPath()).split("[/.]"));
    List<String> path = segments.filter(s -> !s.isEmpty()).toList();
    boolean moved = !host.equalsIgnoreCase(from.getHost());
    return (moved ? first("login-host", p -> p.matcher(host.split("\\.")[0]).matches()) : Optional.<String>empty())
        .or(() -> first("login-path", p -> path.stream().anyMatch(s -> p.matcher(s).matches())))
        .map(label -> label + "：被转到 " + target.getHost() + target.getPath());
  }

  /**
   * What the text of a page shows. Asked only of pages that lack what they should have: every shop writes
   * 请登录 on its pages too.
   */
  static Optional<String> inText(String text, Connector connector) {
    return connector.blocked().bodyMatches().stream()
        .filter(p -> p.matcher(text).find())
        .findFirst()
        .map(p -> "页面出现“" + p.pattern() + "”");
  }
}
