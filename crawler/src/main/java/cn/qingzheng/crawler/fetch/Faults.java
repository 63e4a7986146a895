package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.net.RefusedAddressException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;

/** Sorts exceptions of the HTTP client into causes. */
final class Faults {
  private Faults() {}

  /** Said of a proxy that does not let us through. */
  static String ofProxy(int status) {
    return status == 407 ? "代理要求用户名和密码，或不接受所给的（HTTP 407）" : "代理拒绝连接该地址（HTTP " + status + "）";
  }

  static FailureCause cause(Exception e) {
    if (caused(e, RefusedAddressException.class)) {
      return FailureCause.REFUSED_ADDRESS;
    }
    if (caused(e, SSLException.class) || caused(e, CertificateException.class)) {
      return FailureCause.TLS;
    }
    if (caused(e, UnknownHostException.class)) {
      return FailureCause.DNS;
    }
    return switch (e) {
      case ConnectTimeoutException ignored -> FailureCause.CONNECT;
      case SocketTimeoutException ignored -> FailureCause.TIMEOUT;
      case NoRouteToHostException ignored -> FailureCause.CONNECT;
      case SocketException ignored -> FailureCause.CONNECT;
      case ConnectionClosedException ignored -> FailureCause.PROTOCOL;
      case RuntimeException ignored -> FailureCause.INTERNAL;
      default -> FailureCause.PROTOCOL;
    };
  }

  /** One line, without what a hostile server may have put into a message. */
  static String detail(Exception e) {
    Optional<RefusedCertificateException> refused = find(e, RefusedCertificateException.class);
    if (refused.isPresent()) {
      return refused.get().getMessage();
    }
    String message = e.getMessage() == null ? "" : e.getMessage().replaceAll("\\p{Cntrl}+", " ").strip();
    String text = e.getClass().getSimpleName() + (message.isEmpty() ? "" : ": " + message);
    return text.length() > 300 ? text.substring(0, 300) + "…" : text;
  }

  private static boolean caused(Throwable e, Class<? extends Throwable> type) {
    return find(e, type).isPresent();
  }

  private static <T extends Throwable> Optional<T> find(Throwable e, Class<T> type) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause).limit(10).filter(type::isInstance).map(type::cast).findFirst();
  }
}
