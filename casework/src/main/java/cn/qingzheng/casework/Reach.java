package cn.qingzheng.casework;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Where connections to a host may go: looked up and checked at the moment of connecting. */
@FunctionalInterface
public interface Reach {
  /**
   * The address to connect to.
   *
   * @throws IOException if the name is not known or leads where nothing of ours may go
   */
  InetSocketAddress connectTo(String host, int port) throws IOException;
}
