package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Lead;
import cn.qingzheng.casework.LeadChannel;
import cn.qingzheng.casework.LeadState;
import cn.qingzheng.casework.Leads;
import cn.qingzheng.casework.PersonalData;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.LeadSeeds;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "lead",
    description = "问题线索：网民留言、投诉举报、媒体报道、巡视审计、绩效评估。登记、导入、查重、转为排查对象。",
    subcommands = {LeadCommand.Add.class, LeadCommand.Import.class, LeadCommand.ListLeads.class, LeadCommand.Show.class,
      LeadCommand.State.class, LeadCommand.ToSeeds.class})
final class LeadCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Who does it, and where. */
  static final class Officer {
    @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员后以令牌为准，可不写")
    private Optional<String> by = Optional.empty();

    @Mixin private Acting acting;

    String name(Casebook casebook) {
      return acting.name(casebook, by);
    }
  }

  @Command(name = "add", abbreviateSynopsis = true, description = {"登记一条线索，机构、信用代码、店铺、网址至少写一项。", "例：lead add --by 张三 --channel 投诉举报 --url https://… 包过宣传"})
  static final class Add implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Officer officer;
    @Spec CommandSpec spec;

    @Option(names = "--channel", required = true, paramLabel = "NAME", description = "渠道：网民留言、投诉举报、媒体报道、巡视审计、绩效评估")
    private String channel;

    @Option(names = "--on", paramLabel = "DATE", description = "收到日期；默认今天")
    private Optional<LocalDate> on = Optional.empty();

    @Option(names = "--region", paramLabel = "TEXT", defaultValue = "", description = "地区")
    private String region;

    @Option(names = "--body", paramLabel = "NAME", description = "机构名称")
    private Optional<String> body = Optional.empty();

    @Option(names = "--code", paramLabel = "CODE", description = "统一社会信用代码")
    private Optional<String> code = Optional.empty();

    @Option(names = "--platform", paramLabel = "NAME", description = "店铺所在平台")
    private Optional<String> platform = Optional.empty();

    @Option(names = "--shop", paramLabel = "NAME", description = "店铺或账号")
    private Optional<String> shop = Optional.empty();

    @Option(names = "--url", paramLabel = "URL", description = "网址")
    private Optional<URI> url = Optional.empty();

    @Option(names = "--reporter", paramLabel = "NAME", defaultValue = "", description = "举报人，另存，不进入列表和导出")
    private String reporter;

    @Option(names = "--contact", paramLabel = "TEXT", defaultValue = "", description = "举报人联系方式，同上")
    private String contact;

    @Option(names = "--source", paramLabel = "TEXT", defaultValue = "", description = "从哪里转来，如 12333热线")
    private String source;

    @Parameters(paramLabel = "TEXT", arity = "1..*", description = "内容")
    private List<String> text;

    @Override
    public Integer call() {
      LeadChannel way =
          LeadChannel.labelled(channel)
              .orElseThrow(
                  () ->
                      CommandException.usage(
                          "没有“" + channel + "”这种渠道 – 可写："
                              + Arrays.stream(LeadChannel.values()).map(LeadChannel::label).collect(Collectors.joining("、"))));
      url.filter(u -> u.getHost() == null).ifPresent(u -> {
        throw CommandException.usage("--url 不是网址：" + u + " – 请写成 https://… 的形式");
      });
      Clock clock = Clock.systemUTC();
      try (Casebook casebook = Casebooks.open(home.existing(), clock)) {
        Lead.Content content =
            new Lead.Content(
                way, on.orElseGet(() -> Days.today(clock)), region, new Lead.Target(body, code, platform, shop, url), String.join(" ", text), source);
        Lead lead = new Leads(casebook).add(new Leads.Entry(content, new Lead.Reporter(reporter, contact)), officer.name(casebook));
        print(spec.commandLine().getOut(), lead);
      }
      return ExitCode.DONE;
    }
  }

  private static void print(PrintWriter out, Lead lead) {
    out.println(
        "已登记线索 " + lead.number() + "，" + lead.state().label() + (lead.sameBy().isEmpty() ? "。" : "：" + TerminalText.safe(lead.sameBy()) + "。"));
  }

  @Command(
      name = "import",
      description = {
        "从 CSV 或 XLSX 导入线索，有一处错误即整份不收。",
        "列：渠道、收到日期、内容 必有；地区、机构、统一社会信用代码、平台、店铺、网址、举报人、联系方式、来源 可有。"
      })
  static final class Import implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Officer officer;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "CSV 或 XLSX 文件")
    private Path file;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        List<Lead> taken = new Leads(casebook).take(file, officer.name(casebook));
        PrintWriter out = spec.commandLine().getOut();
        taken.forEach(lead -> print(out, lead));
        long again = taken.stream().filter(l -> l.state() == LeadState.DUPLICATE).count();
        out.println("共导入 " + taken.size() + " 条，其中重复 " + again + " 条。");
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "list", description = "列出线索；不含举报人，内容中的电话、证件号等已遮盖。")
  static final class ListLeads implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Option(names = "--state", paramLabel = "NAME", description = "只列这种状态：待核查、已转排查、属实、不属实、已转办、不予受理、重复")
    private Optional<String> state = Optional.empty();

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        List<Lead> leads = new Leads(casebook).all(state.map(LeadCommand::state));
        if (leads.isEmpty()) {
          spec.commandLine().getOut().println("没有线索。");
          return ExitCode.DONE;
        }
        TextTable table = new TextTable().row("线索", "收到", "渠道", "状态", "对象", "内容", "查重");
        leads.forEach(l -> table.row(
            l.number(), l.content().received(), l.content().channel().label(), l.state().label(), TextTable.cut(l.content().target().shown(), 30),
            TextTable.cut(PersonalData.masked(l.content().text()), 30), TextTable.cut(l.sameBy(), 40)));
        spec.commandLine().getOut().print(table);
      }
      return ExitCode.DONE;
    }
  }

  static LeadState state(String label) {
    return LeadState.labelled(label)
        .orElseThrow(
            () ->
                CommandException.usage(
                    "没有“" + label + "”这种状态 – 可写：" + Arrays.stream(LeadState.values()).map(LeadState::label).collect(Collectors.joining("、"))));
  }

  @Command(name = "show", description = "显示一条线索和办理经过；--reporter 另显示举报人，须写明理由，记入审计。")
  static final class Show implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Officer officer;
    @Spec CommandSpec spec;

    @Option(names = "--reporter", description = "显示举报人和联系方式")
    private boolean reporter;

    @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "为何要看举报人")
    private String reason;

    @Parameters(paramLabel = "LEAD", description = "线索编号，如 XS-2026-000001")
    private String number;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        Leads leads = new Leads(casebook);
        Lead lead = leads.find(number).orElseThrow(() -> CommandException.usage("没有线索 " + number + " – 用 lead list 查看编号"));
        Optional<Lead.Reporter> who = reporter ? Optional.of(leads.reporter(number, officer.name(casebook), reason)) : Optional.empty();
        PrintWriter out = spec.commandLine().getOut();
        Lead.Target t = lead.content().target();
        out.println(lead.number() + "  " + lead.content().channel().label() + "  " + lead.content().received() + "  " + lead.state().label());
        out.println("对象  " + TerminalText.safe(t.shown()) + t.url().map(u -> "  " + TerminalText.safe(u.toString())).orElse(""));
        out.println("内容  " + TerminalText.safe(PersonalData.masked(lead.content().text())));
        out.println(lead.sameBy().isEmpty() ? "查重  未见相同" : "查重  " + TerminalText.safe(lead.sameBy()));
        leads.steps(number).forEach(s -> out.println(
            "  " + ScanText.time(s.at()) + "  " + s.state().label() + "  " + s.officer() + "  " + TerminalText.safe(PersonalData.masked(s.reason()))));
        who.ifPresent(w -> out.println("举报人  " + TerminalText.safe(w.name().isEmpty() ? "未留名" : w.name()) + "  " + TerminalText.safe(w.contact())));
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "state", description = "登记线索办到哪一步，须写明理由。")
  static final class State implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Officer officer;
    @Spec CommandSpec spec;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "理由")
    private String reason;

    @Parameters(index = "0", paramLabel = "LEAD", description = "线索编号")
    private String number;

    @Parameters(index = "1", paramLabel = "STATE", description = "待核查、属实、不属实、已转办、不予受理")
    private String state;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        new Leads(casebook).state(number, state(state), officer.name(casebook), reason);
      }
      spec.commandLine().getOut().println("已登记线索 " + number + "：" + state + "。");
      return ExitCode.DONE;
    }
  }

  @Command(name = "seed", description = {"把线索的网址写入排查对象清单（institutions.csv），下次扫描即排查。", "地址不对、已在清单中的不写；有一处错误即一条也不写。"})
  static final class ToSeeds implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Officer officer;
    @Spec CommandSpec spec;

    @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认为上次扫描所用）")
    private Optional<Path> seeds = Optional.empty();

    @Parameters(arity = "1..*", paramLabel = "LEAD", description = "线索编号")
    private List<String> numbers;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Path dir = ScannedSeeds.of(folder, seeds, Installation.root());
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Leads leads = new Leads(casebook);
        String who = officer.name(casebook);
        List<Lead> wanted =
            numbers.stream().distinct()
                .map(n -> leads.find(n).orElseThrow(() -> CommandException.usage("没有线索 " + n + " – 用 lead list 查看编号")))
                .toList();
        LeadSeeds.Written written = LeadSeeds.append(dir, wanted);
        PrintWriter out = spec.commandLine().getOut();
        written.added().forEach(lead -> {
          leads.state(lead.number(), LeadState.SEEDED, who, "写入 " + written.file());
          out.println("已写入 " + written.file() + "：" + lead.number() + "  " + TerminalText.safe(lead.content().target().url().orElseThrow().toString()));
        });
        written.skipped().forEach(why -> out.println("未写：" + TerminalText.safe(why)));
      }
      return ExitCode.DONE;
    }
  }
}
