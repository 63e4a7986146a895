package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.analyzer.Analyzer;
import java.time.Clock;

/** Casebook and index, open for writing. */
record Stores(Casebook casebook, EvidenceIndex index) implements AutoCloseable {
  static Stores open(Home home, Analyzer analyzer, Clock clock) {
    Casebook casebook = Casebook.open(home.casebook(), clock);
    try {
      return new Stores(casebook, EvidenceIndex.open(home.index(), analyzer.folding(), analyzer.segmentation()));
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
