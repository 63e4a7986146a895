package cn.qingzheng.console.command;

import cn.qingzheng.console.doctor.Checkup;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "doctor",
    description = "检查本机：JDK、数据库、规则包、Chromium、中文字体、时钟；说明缺什么、影响什么。")
final class DoctorCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Option(names = "--install", description = "用 apt-get 安装缺少的 Chromium 和中文字体（需管理员权限）")
  private boolean install;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path root = Installation.root();
    if (install) {
      install(root);
    }
    List<Checkup.Check> checks = Checkup.run(root.resolve("wordlists"), Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    for (Checkup.Check check : checks) {
      out.println((check.good() ? "[可用] " : "[缺少] ") + check.name() + "：" + check.found());
      if (!check.good()) {
        out.println("       影响：" + check.consequence().strip());
      }
    }
    Reminders.of(HomeOptions.config(home.named())).forEach(r -> out.println("[提醒] " + r));
    return checks.stream().allMatch(Checkup.Check::good) ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private static void install(Path root) throws IOException, InterruptedException {
    Path script = root.resolve(".ci/install-system-packages");
    int code = new ProcessBuilder(script.toString()).inheritIO().start().waitFor();
    if (code != 0) {
      throw CommandException.problem("安装未完成（退出码 " + code + "）– 见上面的输出");
    }
  }
}
