package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.crawler.archive.WarcPages;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "analyze",
    description = {
      "分析本地文件，不访问网络：html、txt、mhtml、warc(.gz)、PDF，或 .jsonl 清单。",
      "清单每行一个对象：{\"id\",\"text\",\"promoter\"?,\"host\"?} 或 {\"file\",\"host\"?,\"promoter\"?,\"promoter_name\"?}。"
    })
final class AnalyzeCommand implements Callable<Integer> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "PATH", description = "文件")
  private List<Path> paths;

  @Option(names = "--json", description = "每页或每条输出一行 JSON")
  private boolean json;

  @Option(names = "--promoter", paramLabel = "P", description = "发布主体的备案情况：UNAPPROVED、FILED、ORGAN、UNKNOWN；不写则查备案名录")
  private Optional<PromoterStatus> promoter = Optional.empty();

  @Option(names = "--host", paramLabel = "H", description = "页面所在主机名")
  private Optional<String> host = Optional.empty();

  @Option(names = "--at", paramLabel = "DATE", description = "按哪一天的目录和备案判断，如 2023-07-18；默认今天（warc 用采集日）")
  private Optional<LocalDate> at = Optional.empty();

  @Option(names = "--registry", paramLabel = "CSV", description = "备案名录")
  private Optional<Path> registry = Optional.empty();

  @Option(names = "--complete-registry", description = "名录已含全部备案机构：查不到即视为未备案")
  private boolean complete;

  @Option(names = "--wordlists", paramLabel = "DIR", description = "规则包目录（默认随程序提供的 wordlists）")
  private Optional<Path> wordlists = Optional.empty();

  private final LocalPages pages = new LocalPages();
  private Analyzer analyzer;
  private int failed;
  private int analyzed;

  @Override
  public Integer call() {
    Problems problems = new Problems();
    host.flatMap(HostNames::wrong).ifPresent(wrong -> problems.add("--host", 0, wrong, HostNames.advice()));
    Map<Path, List<AnalysisItem>> lists = new HashMap<>();
    for (Path path : paths) {
      if (!Files.isRegularFile(path)) {
        boolean folder = Files.isDirectory(path);
        problems.add(path.toString(), 0, folder ? "是目录，不是文件" : "文件不存在", folder ? "请写出其中的文件" : "请检查路径");
      } else if (named(path, ".jsonl")) {
        lists.put(path, AnalysisItem.read(path, problems));
      }
    }
    Path words = wordlists.orElseGet(() -> Installation.root().resolve("wordlists"));
    Optional<Analyzer> loaded = AnalyzerSetup.load(words, registry, complete, problems);
    problems.throwIfAny();
    analyzer = loaded.orElseThrow();
    for (Path path : paths) {
      analyze(path, lists);
    }
    if (analyzed == 0) {
      throw CommandException.problem("没有分析任何页面 – 请检查文件内容和类型");
    }
    return failed == 0 ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private static boolean named(Path path, String... endings) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(endings).anyMatch(name::endsWith);
  }

  private void analyze(Path path, Map<Path, List<AnalysisItem>> lists) {
    PromoterClue clue = new PromoterClue(Optional.empty(), Optional.empty(), promoter);
    if (lists.containsKey(path)) {
      lists.get(path).forEach(this::item);
    } else if (named(path, ".warc", ".warc.gz")) {
      warc(path, clue);
    } else {
      file(path.toString(), path, host, clue);
    }
  }

  private void item(AnalysisItem item) {
    PromoterClue clue =
        new PromoterClue(item.clue().name(), item.clue().creditCode(), item.clue().status().or(() -> promoter));
    Optional<String> onHost = item.host().or(() -> host);
    if (item.text().isPresent()) {
      print("id", item.name(), PlainText.page(item.name(), item.text().get(), onHost, instant()), clue);
    } else {
      file(item.name(), item.file().orElseThrow(), onHost, clue);
    }
  }

  private void warc(Path path, PromoterClue clue) {
    try {
      WarcPages.Summary summary = WarcPages.read(path, (capture, body) -> warcPage(path, capture, body, clue));
      if (summary.records() == 0 || summary.bad() > 0) {
        failure(path.toString(), "读出 " + summary.records() + " 条记录，另有 " + summary.bad() + " 处损坏无法读取");
      }
    } catch (IOException e) {
      failure(path.toString(), "无法读取，请检查权限");
    }
  }

  private void warcPage(Path path, Capture capture, byte[] body, PromoterClue clue) {
    Page page = pages.read(capture, body);
    Page dated = at.isEmpty() ? page : page.placed(page.url(), instant());
    print("file", path + "#" + capture.url(), dated, clue);
  }

  /** One file; one that cannot be read costs only itself. */
  private void file(String shown, Path path, Optional<String> onHost, PromoterClue clue) {
    try {
      print("file", shown, pages.read(shown, path, onHost, instant()), clue);
    } catch (LocalPages.UnreadableFileException e) {
      failure(shown, e.getMessage());
    }
  }

  private Instant instant() {
    return at.map(day -> day.atTime(12, 0).atZone(ZONE).toInstant()).orElseGet(Clock.systemUTC()::instant);
  }

  private void print(String key, String name, Page page, PromoterClue clue) {
    PageResult result = analyzer.analyze(page, clue);
    analyzed++;
    PrintWriter out = spec.commandLine().getOut();
    out.println(json ? ResultJson.line(key, name, result) : ResultText.of(name, result));
  }

  private void failure(String name, String cause) {
    failed++;
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ResultJson.failure("file", name, cause));
    } else {
      spec.commandLine().getErr().println(TerminalText.safe(name + "：" + cause));
    }
  }
}
