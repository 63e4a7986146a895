package cn.qingzheng.bench;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.FilingRegistry;
import cn.qingzheng.analyzer.Wordlists;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Everything that an analysis needs, read from the checkout as the program reads it. */
record Loaded(Analyzer analyzer, PageReader reader, SampleText texts) {
  static Loaded all() throws IOException {
    Path root = Path.of(System.getProperty("qingzheng.root", "."));
    Problems problems = new Problems();
    Wordlists wordlists = Wordlists.load(root.resolve("wordlists"), problems);
    FilingRegistry registry = FilingRegistry.load(root.resolve("seeds/demo/registry.csv"), problems);
    problems.throwIfAny();
    Analyzer analyzer = Analyzer.create(wordlists, Optional.of(registry));
    return new Loaded(analyzer, new PageReader(), SampleText.read(root, wordlists, analyzer));
  }
}
