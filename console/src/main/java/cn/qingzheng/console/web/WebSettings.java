package cn.qingzheng.console.web;

import java.util.Objects;
import java.util.Set;

/**
 * @param address to listen on
 * @param port 0 for any free one
 * @param hostNames names under which the console may be asked for besides the address and, on loopback,
 *     {@code localhost}; without port, lower-case; those of a proxy on this machine that speaks HTTPS, whose word on
 *     where a request comes from is then taken
 */
public record WebSettings(String address, int port, Set<String> hostNames) {
  public WebSettings {
    Objects.requireNonNull(address);
    hostNames = Set.copyOf(hostNames);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port should be 0 to 65535, was: " + port);
    }
  }

  /** Reachable from this machine only. */
  public static WebSettings loopback(int port) {
    return new WebSettings("127.0.0.1", port, Set.of());
  }
}
