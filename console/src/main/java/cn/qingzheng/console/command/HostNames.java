package cn.qingzheng.console.command;

import java.net.IDN;
import java.net.URI;
import java.util.Optional;

/** Host names as people write them. */
final class HostNames {
  private HostNames() {}

  /** What is wrong with it, in Chinese; empty if pages can stand there. */
  static Optional<String> wrong(String host) {
    try {
      URI page = page(host);
      boolean bare = !host.isBlank() && page.getRawAuthority() != null && page.getRawPath().equals("/");
      return bare && page.getRawUserInfo() == null && page.getRawQuery() == null ? Optional.empty() : Optional.of(message(host));
    } catch (IllegalArgumentException e) {
      return Optional.of(message(host));
    }
  }

  private static String message(String host) {
    return "主机名不对：" + host;
  }

  /** How to write it. */
  static String advice() {
    return "只写主机名，例如 www.school.example";
  }

  /** The home page of a host that is not {@link #wrong}. */
  static URI page(String host) {
    return URI.create("http://" + IDN.toASCII(host) + "/");
  }
}
