package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.TextFolding;
import org.apache.lucene.analysis.Analyzer;

/** The one text analysis of the index: {@link WordTokenizer} and nothing behind it. */
final class FoldingAnalyzer extends Analyzer {
  private final TextFolding folding;
  private final Segmentation segmentation;

  FoldingAnalyzer(TextFolding folding, Segmentation segmentation) {
    this.folding = folding;
    this.segmentation = segmentation;
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    return new TokenStreamComponents(new WordTokenizer(folding, segmentation));
  }
}
