package cn.qingzheng.console.serve;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.UUID;

/** Tells the machines of one casebook apart. */
final class Node {
  private Node() {}

  /** Empty where the casebook is a file of this home: nobody else has it. */
  static String of(Home home, Config config) throws IOException {
    if (config.casebook().isEmpty()) {
      return "";
    }
    Path file = home.folder().resolve("node.txt");
    if (!Files.exists(file)) {
      Files.writeString(file, host() + "-" + UUID.randomUUID().toString().substring(0, 6) + "\n", StandardCharsets.UTF_8);
    }
    return Files.readString(file, StandardCharsets.UTF_8).strip();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.-]", "");
    } catch (UnknownHostException e) {
      return "node";
    }
  }
}
