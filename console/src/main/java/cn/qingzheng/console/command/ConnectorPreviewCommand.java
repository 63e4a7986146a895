package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ConnectorTrial;
import cn.qingzheng.crawler.ConnectorPreview;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.FixtureCheck;
import cn.qingzheng.crawler.seed.ResultPage;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "preview",
    description = {
      "按连接器取一页检索结果，列出能得到的条目；不存档、不分析。",
      "遵守与扫描相同的约束：合规信息须填全，时段、每日次数、robots.txt、暂停期都算；不要求已启用。--fixture 只读样本，不访问网络。"
    })
final class ConnectorPreviewCommand implements Callable<Integer> {
  private static final int CELL = 44;

  @Mixin HelpOption help;
  @Mixin Connectors connectors;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "ID", description = "连接器")
  private String id;

  @Option(names = "--fixture", description = "读保存的样本")
  private boolean fixture;

  @Option(names = "--keyword", paramLabel = "K", description = "检索词（默认关键词组中的第一个）")
  private Optional<String> keyword = Optional.empty();

  @Option(names = "--page", paramLabel = "N", defaultValue = "1", description = "第几页（默认 1）")
  private int page;

  @Override
  public Integer call() throws Exception {
    SeedPlan plan = connectors.plan();
    Connector c = Connectors.one(plan, id);
    if (page < 1) {
      throw CommandException.usage("--page 应为 1 以上，现为：" + page);
    }
    return fixture ? sample(c) : online(plan, c);
  }

  private int sample(Connector c) {
    FixtureCheck.Result result = FixtureCheck.run(c);
    if (result.pages() == 0) {
      throw CommandException.usage("连接器 " + id + " 没有样本 – 请写 fixture");
    }
    result.results().forEach(r -> print(c, r));
    result.differences().forEach(d -> spec.commandLine().getOut().println("· " + TerminalText.safe(d)));
    return result.passed() ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private int online(SeedPlan plan, Connector c) throws Exception {
    if (c.unfilled().isPresent()) {
      throw CommandException.usage("连接器 " + id + " 不能访问平台：" + c.unfilled().get() + " – 填全之后再试，或用 --fixture 读样本");
    }
    Home folder = home.create();
    ConnectorPreview.Outcome outcome =
        ConnectorTrial.run(folder, Installation.root(), plan, c, keyword, page - 1, AddressGuard.publicOnly(), Clock.systemUTC());
    PrintWriter out = spec.commandLine().getOut();
    return switch (outcome) {
      case ConnectorPreview.Outcome.Nothing n -> throw CommandException.problem(
          TerminalText.safe(n.url().map(u -> u + "：").orElse("") + n.why() + " – 没有取到结果页"));
      case ConnectorPreview.Outcome.Read r -> {
        out.println(TerminalText.safe(r.url().toString()));
        print(c, r.page());
        yield r.page().items().isEmpty() || r.page().items().stream().noneMatch(ResultPage.Item::complete)
            ? ExitCode.PROBLEMS
            : ExitCode.DONE;
      }
    };
  }

  private void print(Connector c, ResultPage result) {
    PrintWriter out = spec.commandLine().getOut();
    List<String> names = List.copyOf(c.list().fields().keySet());
    TextTable table = new TextTable();
    table.row(row("", names).toArray());
    int n = 0;
    for (ResultPage.Item item : result.items()) {
      List<String> values = names.stream().map(name -> value(c, item, name)).toList();
      table.row(row(++n + (item.complete() ? "" : "（缺必填）"), values).toArray());
    }
    out.print(result.items().isEmpty() ? "没有取到条目。\n" : table.toString());
    result.next().ifPresent(next -> out.println("下一页：" + TerminalText.safe(next.toString())));
  }

  private static List<Object> row(String first, List<String> rest) {
    List<Object> cells = new java.util.ArrayList<>(rest);
    cells.add(0, first);
    return cells;
  }

  private static String value(Connector c, ResultPage.Item item, String name) {
    String value = item.field(name);
    boolean personal = c.compliance().piiFields().contains(name) && !value.isEmpty();
    return TextTable.cut(personal ? value.substring(0, value.offsetByCodePoints(0, 1)) + "**" : value, CELL);
  }
}
