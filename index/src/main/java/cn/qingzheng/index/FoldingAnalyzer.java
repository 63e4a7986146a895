package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.TextFolding;
import java.io.Reader;
import org.apache.lucene.analysis.Analyzer;

/** The one text analysis of the index: {@link FoldingCharFilter}, {@link WordTokenizer} and nothing behind them. */
final class FoldingAnalyzer extends Analyzer {
  private final TextFolding folding;
  private final Segmentation segmentation;

  FoldingAnalyzer(TextFolding folding, Segmentation segmentation) {
    this.folding = folding;
    this.segmentation = segmentation;
  }

  @Override
  protected TokenStreamComponents createComponents(String fieldName) {
    return new TokenStreamComponents(new WordTokenizer(segmentation));
  }

  @Override
  protected Reader initReader(String fieldName, Reader raw) {
    return new FoldingCharFilter(folding, raw);
  }

  @Override
  protected Reader initReaderForNormalization(String fieldName, Reader raw) {
    return new FoldingCharFilter(folding, raw);
  }
}
