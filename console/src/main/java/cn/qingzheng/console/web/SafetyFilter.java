package cn.qingzheng.console.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses requests that were not meant for this console, and tells browsers to load, run and send nothing else.
 *
 * <p>The Host header is checked because a page elsewhere can have its own name answer 127.0.0.1 (DNS rebinding) and
 * then read the console as its own origin. What is sent from a page elsewhere is refused too, before anybody looks at
 * its token.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SafetyFilter extends OncePerRequestFilter {
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; form-action 'self'; "
          + "base-uri 'none'; frame-ancestors 'none'";

  private final Set<String> hosts = new HashSet<>();
  private final Optional<String> replyHost;

  SafetyFilter(WebSettings settings) {
    replyHost = settings.replyHost();
    replyHost.ifPresent(hosts::add);
    hosts.addAll(settings.hostNames());
    hosts.add(settings.address());
    if (settings.address().startsWith("127.") || settings.address().equals("::1")) {
      hosts.addAll(Set.of("localhost", "127.0.0.1", "[::1]"));
    }
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("X-Frame-Options", "DENY");
    // Not no-referrer: browsers then send forms with the origin null.
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
    if (!hosts.contains(name(request.getHeader("Host")))) {
      refuse(response, HttpServletResponse.SC_BAD_REQUEST, "请用配置的地址访问本控制台。");
    } else if (replyHost.equals(Optional.of(name(request.getHeader("Host")))) && !outside(request.getRequestURI())) {
      refuse(response, HttpServletResponse.SC_NOT_FOUND, "没有这一页。");
    } else if (!Set.of("GET", "HEAD", "POST").contains(request.getMethod())) {
      refuse(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "不支持这种请求。");
    } else if (request.getMethod().equals("POST") && foreign(request)) {
      refuse(response, HttpServletResponse.SC_FORBIDDEN, "请在本控制台的页面上操作。");
    } else {
      if (!request.getRequestURI().startsWith("/static/")) {
        response.setHeader("Cache-Control", "no-store");
      }
      chain.doFilter(request, response);
    }
  }

  /** What is shown under the name of the reply page. */
  private static boolean outside(String path) {
    return path.startsWith("/reply/") || path.equals("/robots.txt") || path.equals("/static/reply.css") || path.equals("/static/mark.svg");
  }

  /** Whether the browser says that another site sends it. */
  private boolean foreign(HttpServletRequest request) {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    return site != null && !site.equals("same-origin")
        || origin != null && !hosts.contains(name(origin.replaceFirst("^https?://", "")));
  }

  /** Without the port. */
  private static String name(String host) {
    if (host == null) {
      return "";
    }
    int colon = host.lastIndexOf(':');
    String name = colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    return name.toLowerCase(Locale.ROOT);
  }

  private static void refuse(HttpServletResponse response, int status, String why) throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getOutputStream().write(why.getBytes(StandardCharsets.UTF_8));
  }
}
