package cn.qingzheng.console.command;

import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "export",
    description = {
      "把一次采集的原始记录从存档里原样取出，写成一个新的 WARC 文件。",
      "重访记录所指的原件一并取出；不改存档，不覆盖已有文件。"
    })
final class CrawlExportCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "CAPTURE", description = "采集编号，见 crawl find")
  private String id;

  @Option(names = "--out", required = true, paramLabel = "FILE.warc.gz", description = "写到哪个文件，须尚不存在")
  private Path out;

  @Override
  public Integer call() throws IOException {
    if (!out.getFileName().toString().endsWith(".warc.gz")) {
      throw CommandException.usage("文件名应以 .warc.gz 结尾，现为：" + out);
    }
    Path folder = out.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw CommandException.usage("没有这个目录：" + folder + " – 请先建立");
    }
    try (CrawlRecords records = CrawlHome.open(home.existing())) {
      Optional<Capture> capture = records.capture(id);
      int copied = capture.isPresent() ? records.export(capture.get(), out) : records.export(id, out);
      if (copied == 0) {
        throw CommandException.usage(missing(records));
      }
      String url = capture.map(Capture::url).map(u -> "（" + TerminalText.safe(u.toString()) + "）").orElse("");
      spec.commandLine().getOut().println("已取出 " + copied + " 条记录：" + out + url);
      return ExitCode.DONE;
    } catch (FileAlreadyExistsException e) {
      throw CommandException.usage("文件已存在，未改动：" + out + " – 请换一个文件名");
    }
  }

  private String missing(CrawlRecords records) {
    return records.pruned(id)
        .map(p -> "采集 " + TerminalText.safe(id) + " 的原件已于 " + ScanText.time(p.prunedAt()) + " 按保存期限清理 – " + p.rule())
        .orElse("没有这次采集：" + TerminalText.safe(id) + " – 采集编号见 crawl find");
  }
}
