package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.net.AddressGuard;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Says of an address, without asking the network, whether it can be a host of the public internet. */
public final class PublicHost {
  private static final Set<String> LOCAL_ENDINGS =
      Set.of("localhost", "local", "internal", "lan", "intranet", "home", "corp", "arpa");

  private PublicHost() {}

  /** What is wrong with the host, in Chinese; empty if nothing. */
  public static Optional<String> wrong(URI url) {
    String host = url.getHost().toLowerCase(Locale.ROOT);
    String last = host.substring(host.lastIndexOf('.') + 1);
    if (host.startsWith("[") || last.matches("\\d+|0x.*")) {
      return literal(host);
    }
    boolean local = LOCAL_ENDINGS.contains(last) || host.indexOf('.') < 0;
    return local ? Optional.of("主机 " + host + " 不是公网域名") : Optional.empty();
  }

  private static Optional<String> literal(String host) {
    try {
      AddressGuard.publicOnly().resolve(host);
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of("主机 " + host + " 不是公网地址");
    }
  }
}
