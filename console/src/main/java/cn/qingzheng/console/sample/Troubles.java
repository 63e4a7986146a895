package cn.qingzheng.console.sample;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the web does to crawlers: overload, drips, floods and calendars without end. */
final class Troubles {

  private static final int DRIPS = 40;
  private static final Duration BETWEEN_DRIPS = Duration.ofMillis(500);

  private final Set<String> turnedAway = ConcurrentHashMap.newKeySet();

  /** Turns the first visitor away for a second and answers every later one, once per edition. */
  Reply busy(PageEntry entry, Visit visit) {
    if (turnedAway.add(visit.edition() + visit.host() + visit.path())) {
      byte[] text = entry.encode("<html><head><title>429</title></head><body>访问过于频繁，请稍后再试。</body></html>");
      return new Reply(429, Map.of("Content-Type", entry.contentType(), "Retry-After", "1"),
          OptionalLong.of(text.length), out -> out.write(text));
    }
    return Reply.of(200, entry.contentType(), entry.encode(PageFile.render(entry.file(), visit)));
  }

  /** Announces the whole page and then lets it drip for about twenty seconds. */
  static Reply slow(PageEntry entry, Visit visit) {
    byte[] page = entry.encode(PageFile.render(entry.file(), visit));
    return new Reply(200, Map.of("Content-Type", entry.contentType()), OptionalLong.of(page.length),
        out -> drip(page, out));
  }

  private static void drip(byte[] page, OutputStream out) throws IOException {
    int step = page.length / DRIPS + 1;
    for (int from = 0; from < page.length; from += step) {
      out.write(page, from, Math.min(step, page.length - from));
      out.flush();
      pause();
    }
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(BETWEEN_DRIPS);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the sample web is closing");
    }
  }

  /** Starts as a page and never ends; only the client, or {@link SampleWeb#close}, stops it. */
  static Reply endless(PageEntry entry, Visit visit) {
    byte[] opening = entry.encode(PageFile.render(entry.file(), visit));
    byte[] more = entry.encode("<li>正在加载更多课程，请稍候……</li>\n".repeat(200));
    return new Reply(200, Map.of("Content-Type", entry.contentType()), OptionalLong.empty(), out -> {
      out.write(opening);
      while (!Thread.currentThread().isInterrupted()) {
        out.write(more);
      }
    });
  }

  /** A month with links to the next and the one before, without end in both directions. */
  static Reply calendar(PageEntry entry, Visit visit) {
    YearMonth month = YearMonth.of(visit.number("y", 1, 9998, 2026), visit.number("m", 1, 12, 1));
    String days = IntStream.rangeClosed(1, month.lengthOfMonth())
        .mapToObj(day -> (day % 7 == 1 ? "<tr>" : "") + "<td>" + day + "</td>")
        .collect(Collectors.joining());
    return Reply.of(200, entry.contentType(), entry.encode(Text.fill(Text.read(entry.file()), Map.of(
        "y", String.valueOf(month.getYear()), "m", String.valueOf(month.getMonthValue()), "days", days,
        "next", address(entry, month.plusMonths(1)), "prev", address(entry, month.minusMonths(1))))));
  }

  private static String address(PageEntry entry, YearMonth month) {
    return entry.path() + "?y=" + month.getYear() + "&amp;m=" + month.getMonthValue();
  }
}
