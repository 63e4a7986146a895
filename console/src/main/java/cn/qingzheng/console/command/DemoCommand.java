package cn.qingzheng.console.command;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.demo.DemoHome;
import cn.qingzheng.console.demo.DemoOfficers;
import cn.qingzheng.console.demo.ExpectedPages;
import cn.qingzheng.console.sample.Edition;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.serve.HomeData;
import cn.qingzheng.console.web.WebConsole;
import cn.qingzheng.console.web.WebSettings;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "demo",
    description = {
      "在本机架起程序自带的仿真网站群（全部虚构，只在回环地址上），对它做一次完整扫描，",
      "打印结果，制作证据包、函件草稿和进展情况表，然后打开控制台。再次运行可看到“仍存在”；",
      "加 --later 则网站群换成数日之后的样子，可看到“已消失”和“新发现”。"
    })
final class DemoCommand implements Callable<Integer> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Option(names = "--home", paramLabel = "DIR", defaultValue = "demo-data", description = "数据目录（默认 ./demo-data）")
  private Path folder;

  @Option(names = "--exit", description = "做完即退出，不开控制台")
  private boolean exit;

  @Option(names = "--later", description = "仿真网站群换成数日之后的样子")
  private boolean later;

  @Option(names = "--port", paramLabel = "N", defaultValue = "8480", description = "控制台端口（默认 8480，0 为任意空闲端口）")
  private int port;

  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Home home = new Home(folder).create();
    System.setProperty("qingzheng.logs", home.logs().toString());
    Path root = Installation.root();
    if (!exit) {
      ListenPort.require("127.0.0.1", port);
    }
    try (SampleWeb web = SampleWeb.start(later ? Edition.SECOND : Edition.FIRST)) {
      ScanSetup setup = DemoHome.setup(home, root, web);
      ScannedSeeds.remember(home, root.resolve("seeds/demo"));
      out.println("仿真网站群：" + web.addresses().size() + " 个主机，均在本机回环地址上；数据目录 " + home.folder());
      out.flush();
      Optional<ScanReport> report = scan(setup);
      if (report.isEmpty()) {
        return ExitCode.PROBLEMS;
      }
      papers(setup, root, report.get());
      out.flush();
      if (!exit) {
        console(setup);
      }
    }
    return ExitCode.DONE;
  }

  private Optional<ScanReport> scan(ScanSetup setup) throws Exception {
    ScanJob job = new ScanJob(setup, Clock.systemUTC());
    ScanReport report = CleanStop.during(job::stop, () -> ScanCommand.watched(job));
    out.print(ScanText.of(report));
    out.flush();
    return report.stopped() ? Optional.empty() : Optional.of(report);
  }

  private void papers(ScanSetup setup, Path root, ScanReport report) throws IOException {
    Home home = setup.home();
    try (Casebook casebook = Casebooks.open(home, Clock.systemUTC())) {
      truth(root, casebook, report);
      finding(casebook);
      letters(setup, casebook);
      tables(setup, casebook);
      String by = exit ? "--by 张三" : officers(setup, casebook);
      casebook.cases().stream()
          .filter(c -> !casebook.evidence(c.id()).isEmpty())
          .findFirst()
          .ifPresent(c -> next(casebook, c, by));
    }
  }

  private void truth(Path root, Casebook casebook, ScanReport report) {
    Problems problems = new Problems();
    Path seeds = root.resolve("seeds/demo");
    ExpectedPages first = ExpectedPages.load(seeds.resolve("expected.tsv"), problems);
    ExpectedPages expected =
        later ? first.changed(ExpectedPages.load(seeds.resolve("expected-second.tsv"), problems)) : first;
    problems.throwIfAny();
    ExpectedPages.Comparison c =
        expected.compare(casebook, report.runId(), report.evidence().pictureProblem().isEmpty());
    out.println("\n与仿真网站群的真实情况核对（seeds/demo/expected.tsv" + (later ? "、expected-second.tsv" : "") + "）");
    out.println("  埋有问题的 " + c.planted() + " 页，全部找出的 " + c.found() + " 页；不应指出问题的 " + c.clean() + " 页，误报 "
        + c.falselyAccused() + " 页");
    c.disagreements().forEach(d -> out.println("  · " + TerminalText.safe(d)));
  }

  private void finding(Casebook casebook) {
    casebook.findings(FindingFilter.all().present(true)).stream()
        .filter(r -> !r.finding().hit().match().surface().equals(r.finding().hit().match().term()))
        .min(java.util.Comparator.comparing((FindingRecord r) -> r.finding().fingerprint()))
        .ifPresent(r -> {
          out.println("\n其中一项");
          out.println("  " + TerminalText.safe(r.subject().shown()) + "  " + TerminalText.safe(r.finding().url().toString()));
          out.print(ResultText.hit(r.finding().hit()));
        });
  }

  private void letters(ScanSetup setup, Casebook casebook) throws IOException {
    Letters letters = new Letters(casebook, setup.config().organ(), setup.home());
    List<String> onPlatforms =
        casebook.cases().stream()
            .filter(c -> c.state().open() && c.tally().present() > 0 && c.subject().platform().isPresent())
            .map(CaseFile::id)
            .toList();
    out.println("\n函件草稿（候选也列入，逐项标明；须由他人复核签发，未发送）");
    if (onPlatforms.isEmpty()) {
      out.println("  没有平台上的问题，未起草");
      return;
    }
    for (NoticeDraft draft : letters.draft(onPlatforms, Notices.Include.WITH_CANDIDATES, "演示起草人")) {
      NoticeCommand.print(out, draft, letters.write(draft, setup.home().outbox()));
    }
  }

  private void tables(ScanSetup setup, Casebook casebook) throws IOException {
    ProgressTables tables = new ProgressTables(casebook, Letters.templates(setup.home()), setup.config().organ().place());
    LocalDate today = Clock.systemUTC().instant().atZone(ZONE).toLocalDate();
    ProgressTable table = tables.asOf(today);
    out.println("\n进展情况表");
    tables.summary(table).lines().forEach(l -> out.println("  " + l));
    for (Path file : tables.writeAll(table, ProgressTables.Layout.NESTED, setup.home().reports())) {
      out.println("  " + file);
    }
  }

  /** Who can sign in; how the analyst acts on the command line. */
  private String officers(ScanSetup setup, Casebook casebook) throws IOException {
    List<DemoOfficers.Ready> people =
        DemoOfficers.prepare(casebook, setup.config().organ().name(), setup.home().folder().resolve("tokens"));
    out.println("\n控制台的仿真人员（口令每次启动新发）");
    people.forEach(
        p ->
            out.println("  " + p.officer().number() + "  " + p.password() + "  " + p.officer().name() + "，"
                + p.officer().roles().iterator().next().label()));
    return "--token-file " + people.get(1).tokenFile();
  }

  private void next(Casebook casebook, CaseFile c, String by) {
    String home = "--home " + folder;
    out.println("\n接下来可以试");
    out.println("  ./qingzheng search " + home + " 包过");
    out.println("  ./qingzheng case show " + home + " " + c.id());
    out.println("  ./qingzheng case confirm " + home + " " + by + " " + c.id());
    out.println("  ./qingzheng evidence verify " + casebook.evidence(c.id()).get(0).sealed().file());
    if (!later) {
      out.println("  ./qingzheng demo --later " + home + "   # 数日之后再扫描一次");
    }
  }

  private void console(ScanSetup setup) throws Exception {
    CountDownLatch stop = new CountDownLatch(1);
    try (HomeData data = HomeData.open(setup, Clock.systemUTC(), Optional::empty);
        WebConsole console = WebConsole.start(WebSettings.loopback(port), data, data.office())) {
      out.println("\n控制台：http://127.0.0.1:" + console.port() + "/search?q=包过   （用上面的证号和口令登录；Ctrl-C 退出）");
      out.flush();
      CleanStop.during(
          stop::countDown,
          () -> {
            stop.await();
            return true;
          });
    }
  }
}
