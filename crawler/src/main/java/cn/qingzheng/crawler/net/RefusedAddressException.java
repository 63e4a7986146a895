package cn.qingzheng.crawler.net;

import java.io.IOException;
import java.util.Objects;

/** A host that this program does not connect to, because of where it leads. */
public final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final String address;

  /**
   * @param host as asked for
   * @param address what it leads to, textual; the host itself when it is refused for its spelling
   * @param why for developers, for example {@code loopback}
   */
  public RefusedAddressException(String host, String address, String why) {
    super("refused to connect to " + host + " (" + address + "): " + why);
    this.host = Objects.requireNonNull(host);
    this.address = Objects.requireNonNull(address);
  }

  /** As asked for. */
  public String host() {
    return host;
  }

  /** Textual address that the host leads to, or the host itself when its spelling was refused. */
  public String address() {
    return address;
  }
}
