package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the installation's data lies, on every command that needs it. */
final class HomeOptions {
  @Option(
      names = "--home",
      paramLabel = "DIR",
      defaultValue = "data",
      description = "数据目录（默认 ./data）")
  private Path folder;

  /** The home, there or not; nothing is made yet. */
  Home named() {
    return new Home(folder);
  }

  /** The home, made if it is not there; the log goes there from now on. */
  Home create() {
    return log(new Home(folder).create());
  }

  /** The home, which must be there: nothing is put into a folder that is something else. */
  Home existing() {
    if (!Files.isDirectory(folder)) {
      throw CommandException.usage("数据目录不存在：" + folder + " – 请先运行 scan 或 demo，或用 --home 指明");
    }
    Home home = new Home(folder);
    if (!Files.exists(home.casebook()) && !Files.isDirectory(home.archive())) {
      throw CommandException.usage("不是清证的数据目录：" + folder + " – 请用 --home 指明 scan 或 demo 用过的目录");
    }
    return log(home);
  }

  /** The settings in the home; all mistakes at once. */
  static Config config(Home home) {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    problems.throwIfAny();
    return config;
  }

  private static Home log(Home home) {
    System.setProperty("qingzheng.logs", home.logs().toString());
    // Mistakes in the settings are told by whoever uses them.
    LogSetup.apply(Config.load(home.settings(), new Problems()).log());
    return home;
  }
}
