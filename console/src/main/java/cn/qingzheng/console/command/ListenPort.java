package cn.qingzheng.console.command;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** Checks where the console is to listen before anything else is begun. */
final class ListenPort {
  private static final int HIGHEST = 65_535;

  private ListenPort() {}

  /** @throws CommandException if the port is none or taken */
  static void require(String address, int port) {
    if (port < 0 || port > HIGHEST) {
      throw CommandException.usage("--port 应为 0 到 65535，现为：" + port);
    }
    try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getByName(address))) {
      free.setReuseAddress(true);
    } catch (IOException e) {
      throw CommandException.usage("端口 " + port + " 已被占用或不能使用 – 请用 --port 换一个（0 为任意空闲端口）");
    }
  }
}
