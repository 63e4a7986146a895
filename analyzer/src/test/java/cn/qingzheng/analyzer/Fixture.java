package cn.qingzheng.analyzer;

import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.PromoterStatus;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The real word lists, read once for all tests. */
final class Fixture {
  static final Path ROOT = Path.of(System.getProperty("qingzheng.root", ".."));
  static final Instant NOW = Instant.parse("2026-11-23T04:00:00Z");
  static final Wordlists WORDLISTS = wordlists();
  static final Analyzer ANALYZER = Analyzer.create(WORDLISTS, Optional.empty());

  private Fixture() {}

  private static Wordlists wordlists() {
    Problems problems = new Problems();
    Wordlists wordlists = Wordlists.load(ROOT.resolve("wordlists"), problems);
    problems.throwIfAny();
    return wordlists;
  }

  static PromoterClue said(PromoterStatus status) {
    return new PromoterClue(Optional.empty(), Optional.empty(), Optional.of(status));
  }

  static PageResult unapproved(String text) {
    return ANALYZER.analyze(PlainText.page("t", text, Optional.empty(), NOW), said(PromoterStatus.UNAPPROVED));
  }
}
