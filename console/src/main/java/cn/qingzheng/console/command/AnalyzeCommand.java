package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.crawler.archive.WarcPages;
import cn.qingzheng.crawler.page.Mhtml;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
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
      "分析本地文件，不访问网络：html、txt、mhtml、warc(.gz)，或 .jsonl 清单。",
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

  private final PageReader reader = new PageReader();
  private Analyzer analyzer;
  private int failed;
  private int analyzed;

  @Override
  public Integer call() throws IOException {
    Problems problems = new Problems();
    for (Path path : paths) {
      if (!Files.isRegularFile(path)) {
        problems.add(path.toString(), 0, "文件不存在", "请检查路径");
      }
    }
    Path words = wordlists.orElseGet(() -> Installation.root().resolve("wordlists"));
    Optional<Analyzer> loaded = AnalyzerSetup.load(words, registry, complete, problems);
    problems.throwIfAny();
    analyzer = loaded.orElseThrow();
    for (Path path : paths) {
      analyze(path);
    }
    if (analyzed == 0) {
      throw CommandException.problem("没有分析任何页面 – 请检查文件内容和类型");
    }
    return failed == 0 ? ExitCode.DONE : ExitCode.PROBLEMS;
  }

  private void analyze(Path path) throws IOException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    PromoterClue clue = new PromoterClue(Optional.empty(), Optional.empty(), promoter);
    if (name.endsWith(".jsonl")) {
      list(path);
    } else if (name.endsWith(".warc") || name.endsWith(".warc.gz")) {
      warc(path, clue);
    } else {
      file(path.toString(), path, host, clue);
    }
  }

  private void list(Path path) throws IOException {
    Problems problems = new Problems();
    List<AnalysisItem> items = AnalysisItem.read(path, problems);
    problems.throwIfAny();
    for (AnalysisItem item : items) {
      PromoterClue clue =
          new PromoterClue(item.clue().name(), item.clue().creditCode(), item.clue().status().or(() -> promoter));
      if (item.text().isPresent()) {
        print("id", item.name(), PlainText.page(item.name(), item.text().get(), item.host().or(() -> host), instant()), clue);
      } else {
        file(item.name(), item.file().orElseThrow(), item.host().or(() -> host), clue);
      }
    }
  }

  private void warc(Path path, PromoterClue clue) throws IOException {
    WarcPages.Summary summary = WarcPages.read(path, (capture, body) -> warcPage(path, capture, body, clue));
    if (summary.records() == 0 || summary.bad() > 0) {
      failed++;
      failure(path.toString(), "读出 " + summary.records() + " 条记录，另有 " + summary.bad() + " 处损坏无法读取");
    }
  }

  private void warcPage(Path path, Capture capture, byte[] body, PromoterClue clue) {
    Page page = reader.read(capture, body);
    Page dated = at.isEmpty() ? page : new Page(page.captureId(), page.url(), instant(), page.title(), page.text(), page.links(), page.images(), page.listing());
    print("file", path + "#" + capture.url(), dated, clue);
  }

  /** One file; one that cannot be read costs only itself. */
  private void file(String shown, Path path, Optional<String> onHost, PromoterClue clue) {
    try {
      print("file", shown, page(shown, path, onHost), clue);
    } catch (IOException | UnsupportedFileException e) {
      failed++;
      failure(shown, e.getMessage());
    }
  }

  private Page page(String shown, Path path, Optional<String> onHost) throws IOException, UnsupportedFileException {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    byte[] body = Files.readAllBytes(path);
    URI url = onHost.map(h -> URI.create("http://" + h + "/")).orElseGet(() -> path.toAbsolutePath().toUri());
    if (name.matches(".*\\.(png|jpe?g|gif|webp|bmp)")) {
      throw new UnsupportedFileException("图片文字识别尚未提供，图片需人工查看");
    }
    if (name.endsWith(".txt")) {
      return PlainText.page(shown, new String(body, StandardCharsets.UTF_8), onHost, instant());
    }
    if (name.endsWith(".mhtml") || name.endsWith(".mht")) {
      Mhtml.Part main =
          Mhtml.parse(body).map(Mhtml::main).orElseThrow(() -> new UnsupportedFileException("不是 MHTML 文件"));
      return reader.read(shown, main.location().orElse(url), instant(), Optional.of(main.contentType()), main.body(), Optional.empty());
    }
    return reader.read(shown, url, instant(), Optional.empty(), body, Optional.empty());
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
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(ResultJson.failure("file", name, cause));
    } else {
      spec.commandLine().getErr().println(name + "：" + cause);
    }
  }

  /** The file is of a kind that cannot be read. */
  private static final class UnsupportedFileException extends Exception {
    private static final long serialVersionUID = 1L;

    UnsupportedFileException(String message) {
      super(message);
    }
  }
}
