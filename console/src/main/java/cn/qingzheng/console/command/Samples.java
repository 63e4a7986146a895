package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.Evaluation;
import cn.qingzheng.analyzer.EvaluationReport;
import cn.qingzheng.analyzer.LabelledSamples;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Runs the evaluation over files of labelled samples, with pages read as the crawler reads them. */
final class Samples {
  private Samples() {}

  static LabelledSamples load(List<Path> files, Problems problems) {
    LabelledSamples all = new LabelledSamples(List.of(), List.of());
    for (Path file : files) {
      all = all.and(LabelledSamples.load(file, problems));
    }
    for (LabelledSamples.WholePage page : all.pages()) {
      if (!Files.isRegularFile(page.file())) {
        problems.add(page.at().replaceAll(":\\d+$", ""), line(page.at()), "页面文件不存在：" + page.file(), "请检查 file");
      }
    }
    return all;
  }

  private static int line(String at) {
    String digits = at.replaceAll("^.*:", "");
    return digits.matches("\\d{1,9}") ? Integer.parseInt(digits) : 0;
  }

  static EvaluationReport evaluate(Analyzer analyzer, LabelledSamples samples) {
    Instant now = Clock.systemUTC().instant();
    PageReader reader = new PageReader();
    return Evaluation.run(analyzer, samples, file -> page(reader, samples, file, now), now);
  }

  private static Page page(PageReader reader, LabelledSamples samples, Path file, Instant at) {
    Optional<String> host =
        samples.pages().stream().filter(p -> p.file().equals(file)).findFirst().flatMap(LabelledSamples.WholePage::host);
    URI url = host.map(h -> URI.create("http://" + h + "/")).orElseGet(() -> file.toAbsolutePath().toUri());
    try {
      return reader.read(file.toString(), url, at, Optional.empty(), Files.readAllBytes(file), Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
