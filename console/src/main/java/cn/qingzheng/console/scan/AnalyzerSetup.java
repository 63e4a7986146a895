package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.FilingRegistry;
import cn.qingzheng.analyzer.Wordlists;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.Optional;

/** Loads what the analyzer needs; every mistake goes to the problems. */
public final class AnalyzerSetup {
  private AnalyzerSetup() {}

  /**
   * @param registry the filing registry, if there is one
   * @param complete whether not being in it says something
   * @return empty if there is any problem
   */
  public static Optional<Analyzer> load(Path wordlists, Optional<Path> registry, boolean complete, Problems problems) {
    Wordlists words = Wordlists.load(wordlists, problems);
    Optional<FilingRegistry> filings = registry.map(file -> FilingRegistry.load(file, complete, problems));
    return problems.isEmpty() ? Optional.of(Analyzer.create(words, filings)) : Optional.empty();
  }
}
