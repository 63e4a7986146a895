package cn.qingzheng.console.web;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * @param address to listen on
 * @param port 0 for any free one
 * @param hostNames names under which the console may be asked for besides the address and, on loopback,
 *     {@code localhost}; without port, lower-case; those of a proxy on this machine that speaks HTTPS, whose word on
 *     where a request comes from is then taken
 * @param replyAt where recipients of letters reach the reply page; under that name nothing else is shown
 * @param shared whether other consoles have the same casebook, and who signed in here is signed in there too
 */
public record WebSettings(String address, int port, Set<String> hostNames, Optional<String> replyAt, boolean shared) {
  /** The only console of its casebook, without a reply page of its own name. */
  public WebSettings(String address, int port, Set<String> hostNames) {
    this(address, port, hostNames, Optional.empty(), false);
  }

  /** The only console of its casebook. */
  public WebSettings(String address, int port, Set<String> hostNames, Optional<String> replyAt) {
    this(address, port, hostNames, replyAt, false);
  }

  public WebSettings {
    Objects.requireNonNull(address);
    hostNames = Set.copyOf(hostNames);
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port should be 0 to 65535, was: " + port);
    }
  }

  /** Whether a proxy stands before the console. */
  boolean proxied() {
    return !hostNames.isEmpty() || replyAt.isPresent();
  }

  /** The name of the reply page, if it is one of its own. */
  Optional<String> replyHost() {
    return replyAt.map(a -> URI.create(a).getHost()).filter(h -> !hostNames.contains(h));
  }

  /** Reachable from this machine only. */
  public static WebSettings loopback(int port) {
    return new WebSettings("127.0.0.1", port, Set.of());
  }
}
