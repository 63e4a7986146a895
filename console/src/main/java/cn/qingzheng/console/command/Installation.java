package cn.qingzheng.console.command;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program's own data files lie. */
final class Installation {
  private Installation() {}

  /** The folder that holds {@code wordlists/} and {@code seeds/}, named by the launcher. */
  static Path root() {
    Path root = Path.of(System.getProperty("qingzheng.root", ""));
    if (!Files.isDirectory(root.resolve("wordlists"))) {
      throw CommandException.usage("找不到 wordlists 目录 – 请用 ./qingzheng 启动，或设置 -Dqingzheng.root");
    }
    return root;
  }
}
