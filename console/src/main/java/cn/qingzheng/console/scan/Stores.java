package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.analyzer.Analyzer;
import java.time.Clock;

/** Casebook and index, open for writing. */
record Stores(Casebook casebook, EvidenceIndex index) implements AutoCloseable {
  static Stores open(ScanSetup setup, Clock clock) {
    Casebook casebook = Casebooks.open(setup.home(), setup.config(), clock);
    Analyzer analyzer = setup.analyzer();
    try {
      return new Stores(casebook, EvidenceIndex.open(setup.home().index(), analyzer.folding(), analyzer.segmentation(), new CaseStandings(casebook)));
    } catch (RuntimeException e) {
      casebook.close();
      throw e;
    }
  }

  @Override
  public void close() {
    index.close();
    casebook.close();
  }
}
