package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.archive.ArchiveIndex;
import cn.qingzheng.crawler.archive.CdxLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
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
    name = "find",
    description = {
      "在存档里找一个网址或一个主机的全部采集：时间、状态、内容校验值、所在文件和偏移。",
      "按存档旁的 .cdxj 索引查找，缺的索引自动补建；其它存档工具也能读这些索引。"
    })
final class CrawlFindCommand implements Callable<Integer> {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);
  private static final int SHOWN_OF_DIGEST = 16;

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "URL|HOST", description = "网址（http:// 或 https:// 开头，两种视为一个），或主机名")
  private String what;

  @Option(names = "--at", paramLabel = "DATE", description = "只要那一天（北京时间）还有效的：每个网址在该日结束前的最后一次采集")
  private Optional<LocalDate> at = Optional.empty();

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    ArchiveIndex index = new ArchiveIndex(folder.archive());
    boolean address = what.matches("(?i)https?://.+");
    if (!address && !what.matches("[^\\s/:]+(:\\d{1,5})?")) {
      throw CommandException.usage(
          "不是网址也不是主机名：" + TerminalText.safe(what) + " – 网址以 http:// 或 https:// 开头，主机名不带路径，如 www.school.example");
    }
    List<CdxLine> found = address ? index.ofAddress(what) : index.ofHost(what);
    List<CdxLine> lines = at.map(day -> lastOf(found, day.plusDays(1).atStartOfDay(ZONE).toInstant())).orElse(found);
    PrintWriter out = spec.commandLine().getOut();
    if (lines.isEmpty()) {
      String when = found.isEmpty() ? "" : "在 " + at.orElseThrow() + " 及以前";
      out.println("存档里" + when + "没有 " + TerminalText.safe(what) + "。");
    } else {
      out.print(table(lines, !address));
      out.println("共 " + lines.size() + " 条；取出一次采集的原始记录：./qingzheng crawl export 采集编号 --out 文件.warc.gz");
    }
    if (address && Files.exists(folder.folder().resolve("crawl.db"))) {
      try (CrawlRecords records = CrawlHome.open(folder)) {
        long gone = records.prunedOf(what);
        if (gone > 0) {
          out.println("另有 " + gone + " 次采集的原件已按保存期限清理。");
        }
      }
    }
    return ExitCode.DONE;
  }

  /** Of every address the last before a time; an answer of the server rather than what a browser kept of it later. */
  private static List<CdxLine> lastOf(List<CdxLine> lines, Instant before) {
    Map<String, CdxLine> last = new LinkedHashMap<>();
    lines.stream()
        .filter(l -> l.at().isBefore(before))
        .forEach(l -> last.merge(l.key(), l, (was, now) -> now.status() > 0 || was.status() == 0 ? now : was));
    return List.copyOf(last.values());
  }

  private static String content(CdxLine line) {
    String whole = line.status() > 0 ? "全文" : "全文（导入或浏览器所得）";
    return line.revisit() ? "同前次，只记重访" : whole;
  }

  private static TextTable table(List<CdxLine> lines, boolean addresses) {
    TextTable table = new TextTable().row(row("时间", "状态", "类型", "SHA-256", "文件:偏移", "内容", "采集编号", addresses ? "网址" : ""));
    for (CdxLine l : lines) {
      String digest = l.digest().replaceFirst("^sha256:", "");
      table.row(
          row(
              TIME.format(l.at()), l.status() == 0 ? "—" : l.status(), l.revisit() ? "—" : l.mime(),
              digest.substring(0, Math.min(SHOWN_OF_DIGEST, digest.length())), l.file() + ":" + l.offset(),
              content(l), l.capture().isEmpty() ? "—" : l.capture(),
              addresses ? l.url() : ""));
    }
    return table;
  }

  private static Object[] row(Object... cells) {
    return cells;
  }
}
