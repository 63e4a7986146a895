package cn.qingzheng.console.web.reply;

import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.console.web.Allowance;
import cn.qingzheng.console.web.LetterRoom;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets in who holds a key, before anything of the request's body is read. Whether a key never was, has ended or belongs
 * to a letter that is closed: the answer is the same, byte by byte.
 */
final class ReplyDoor extends OncePerRequestFilter {
  /** Bytes of a whole request; Tomcat stops there too. */
  static final long MOST = 26L << 20;

  private static final String LETTER = ReplyDoor.class.getName();
  private static final Pattern PATH = Pattern.compile("/reply/([A-Za-z0-9_-]{20,64})(/.*)?");
  private static final int NAMES = 10_000;
  private static final byte[] SHUT = page("shut");
  private static final byte[] WAIT = page("wait");
  private static final byte[] LARGE = page("large");

  private final LetterRoom letters;
  private final Allowance asks = new Allowance(120, Duration.ofSeconds(1), NAMES);
  private final Allowance misses = new Allowance(10, Duration.ofSeconds(30), NAMES);
  private final Allowance perLetter = new Allowance(120, Duration.ofSeconds(1), NAMES);

  ReplyDoor(LetterRoom letters) {
    this.letters = letters;
  }

  /** The letter that the request's key opens. */
  static NoticeDraft letter(HttpServletRequest request) {
    return (NoticeDraft) Optional.ofNullable(request.getAttribute(LETTER)).orElseThrow(() -> new IllegalStateException("request should have come through the door"));
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("X-Robots-Tag", "noindex, nofollow, noarchive");
    String from = Allowance.network(request.getRemoteAddr());
    if (!asks.take(from) || !misses.left(from)) {
      refuse(response, 429, WAIT);
      return;
    }
    Matcher path = PATH.matcher(request.getRequestURI());
    Optional<NoticeDraft> letter = path.matches() ? letters.replies().letter(path.group(1)) : Optional.empty();
    if (letter.isEmpty()) {
      misses.take(from);
      refuse(response, 404, SHUT);
    } else if (!perLetter.take(letter.get().id())) {
      refuse(response, 429, WAIT);
    } else if (request.getContentLengthLong() > MOST) {
      refuse(response, 413, LARGE);
    } else {
      request.setAttribute(LETTER, letter.get());
      chain.doFilter(request, response);
    }
  }

  private static void refuse(HttpServletResponse response, int status, byte[] page) throws IOException {
    response.setStatus(status);
    if (status == 429) {
      response.setHeader("Retry-After", "60");
    }
    response.setContentType("text/html;charset=UTF-8");
    response.setContentLength(page.length);
    response.getOutputStream().write(page);
  }

  private static byte[] page(String name) {
    try (InputStream in = ReplyDoor.class.getResourceAsStream("/templates/reply/" + name + ".html")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
