package cn.qingzheng.console.command;

import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.FixtureCheck;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "check",
    description = {
      "检查连接器，不访问网络：写法有无错误，合规信息是否填全，用样本试取的内容与应取到的是否一致。",
      "样本不符，或已启用而没有样本的，退出码为 1。"
    })
final class ConnectorCheckCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin Connectors connectors;
  @Spec CommandSpec spec;

  @Parameters(arity = "0..*", paramLabel = "ID", description = "只检查这些连接器（默认全部）")
  private List<String> ids = List.of();

  @Override
  public Integer call() {
    TextTable table = new TextTable().row("连接器", "类别", "版本", "状态", "合规信息", "样本");
    List<String> wrong = new ArrayList<>();
    for (Connector c : chosen()) {
      FixtureCheck.Result result = FixtureCheck.run(c);
      table.row(c.id(), c.kind(), c.version(), state(c), c.unfilled().orElse("已填全"), sample(result));
      result.differences().forEach(d -> wrong.add(c.id() + " " + d));
      if (c.idle().isEmpty() && result.pages() == 0) {
        wrong.add(c.id() + " 已启用而没有样本：平台改版时无从对照，请写 fixture");
      }
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    wrong.forEach(w -> out.println("· " + TerminalText.safe(w)));
    return wrong.isEmpty() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private List<Connector> chosen() {
    List<Connector> all = connectors.plan().connectors();
    Set<String> unknown = new TreeSet<>(ids);
    unknown.removeAll(all.stream().map(Connector::id).collect(Collectors.toSet()));
    if (!unknown.isEmpty()) {
      throw CommandException.usage(
          "没有连接器 " + String.join("、", unknown) + " – 有：" + String.join("、", all.stream().map(Connector::id).toList()));
    }
    return all.stream().filter(c -> ids.isEmpty() || ids.contains(c.id())).toList();
  }

  private static String state(Connector c) {
    return c.idle().isEmpty() ? "可运行" : c.enabled() ? "不运行" : "未启用";
  }

  private static String sample(FixtureCheck.Result result) {
    if (result.pages() == 0) {
      return "没有";
    }
    String read = result.pages() + " 页 " + result.items() + " 条";
    return result.passed() ? "通过（" + read + "）" : "不符（" + read + "，" + result.differences().size() + " 处）";
  }
}
