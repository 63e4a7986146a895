package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.Evaluation;
import cn.qingzheng.analyzer.EvaluationReport;
import cn.qingzheng.analyzer.LabelledSamples;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Labelled samples and their pages, read as the crawler reads them.
 *
 * @param now the day they are judged for
 */
record Samples(LabelledSamples labels, Map<Path, Page> pages, Instant now) {

  /** Reads files of samples; every mistake is a problem, and so is a page that cannot be read. */
  static Samples load(List<Path> files, Problems problems) {
    LabelledSamples all = new LabelledSamples(List.of(), List.of());
    for (Path file : files) {
      all = all.and(LabelledSamples.load(file, problems));
    }
    Instant now = Clock.systemUTC().instant();
    Map<Path, Page> pages = new HashMap<>();
    LocalPages local = new LocalPages();
    for (LabelledSamples.WholePage sample : all.pages()) {
      if (sample.host().flatMap(HostNames::wrong).isPresent()) {
        problem(sample, HostNames.wrong(sample.host().get()).get(), HostNames.advice(), problems);
      } else if (!pages.containsKey(sample.file())) {
        try {
          pages.put(sample.file(), local.read(sample.file().toString(), sample.file(), sample.host(), now));
        } catch (LocalPages.UnreadableFileException e) {
          problem(sample, e.getMessage() + "：" + sample.file(), "请检查 file", problems);
        }
      }
    }
    return new Samples(all, pages, now);
  }

  private static void problem(LabelledSamples.WholePage sample, String wrong, String advice, Problems problems) {
    String at = sample.at();
    int colon = at.lastIndexOf(':');
    problems.add(at.substring(0, colon), Integer.parseInt(at.substring(colon + 1)), wrong, advice);
  }

  EvaluationReport evaluate(Analyzer analyzer) {
    return Evaluation.run(analyzer, labels, pages::get, now);
  }
}
