package cn.qingzheng.bench;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.PlainText;
import cn.qingzheng.analyzer.Wordlists;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.PromoterClue;
import com.github.houbb.sensitive.word.bs.SensitiveWordBs;
import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The text stage on one page of 4,000 characters with one candidate, one thread, beside substring search, the usual
 * sensitive-word library and plain HanLP segmentation on the same text. The score is pages per second; a page's
 * UTF-8 bytes are printed at the start, so that MB/s follow.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = {"-Xmx2g"})
public class TextBench {
  private static final Instant AT = Instant.parse("2026-11-23T00:00:00Z");
  private static final List<String> TERMS =
      List.of("中华人民共和国", "中国", "中华", "国家", "全国", "职业资格", "人员资格", "职业技能鉴定", "包过", "保过");

  private String text;
  private Analyzer analyzer;
  private SensitiveWordBs sensitiveWords;
  private Segment segment;

  @Setup
  public void load() throws IOException {
    Path root = Path.of(System.getProperty("qingzheng.root", "."));
    text = SampleText.page(root, 4_000);
    System.out.println("UTF-8 bytes per page: " + text.getBytes(StandardCharsets.UTF_8).length);
    Problems problems = new Problems();
    Wordlists wordlists = Wordlists.load(root.resolve("wordlists"), problems);
    problems.throwIfAny();
    analyzer = Analyzer.create(wordlists, Optional.empty());
    sensitiveWords = SensitiveWordBs.newInstance().wordDeny(() -> TERMS).wordAllow(List::of).init();
    segment = HanLP.newSegment().enableNameRecognize(false);
  }

  @Benchmark
  public Object qingzheng() {
    return analyzer.analyze(PlainText.page("bench", text, Optional.empty(), AT), PromoterClue.none());
  }

  @Benchmark
  public int substring() {
    int found = 0;
    for (String term : TERMS) {
      for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
        found++;
      }
    }
    return found;
  }

  @Benchmark
  public Object sensitiveWord() {
    return sensitiveWords.findAll(text);
  }

  @Benchmark
  public Object hanlpSegmentation() {
    return segment.seg(text);
  }
}
