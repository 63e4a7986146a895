package cn.qingzheng.bench;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The text stage: {@code Analyzer.analyze} of plain text in pages of 4,000 characters, from the raw text to the
 * outcome with all reasons, that is folding, terms, cues, certificates, promoter, page kind and judgement. What is
 * not in it: reading HTML, and cutting a plain text into the lines of a {@code Page}.
 */
@State(Scope.Benchmark)
public class TextBench {
  private static final int PAGES = 64;
  private static final int LENGTH = 4_000;

  /** {@code quiet}: one candidate on a page and nothing that looks like a term. {@code traps}: nothing else but. */
  @Param({"quiet", "traps"})
  public String text;

  private Loaded loaded;
  private Peers peers;
  private String[] texts;
  private Page[] pages;
  private int[] bytes;
  private int next;

  @Setup
  public void load() throws IOException {
    loaded = Loaded.all();
    peers = new Peers();
    SampleText samples = loaded.texts();
    texts = IntStream.range(0, PAGES)
        .mapToObj(i -> text.equals("quiet") ? samples.quiet(LENGTH) : samples.trapping(LENGTH)).toArray(String[]::new);
    pages = IntStream.range(0, PAGES).mapToObj(i -> SampleText.page(texts[i])).toArray(Page[]::new);
    bytes = IntStream.range(0, PAGES).map(i -> texts[i].getBytes(StandardCharsets.UTF_8).length).toArray();
  }

  private int turn(Volume volume) {
    next = (next + 1) % PAGES;
    volume.add(bytes[next]);
    return next;
  }

  @Benchmark
  public Object qingzheng(Volume volume) {
    return loaded.analyzer().analyze(pages[turn(volume)], PromoterClue.none());
  }

  @Benchmark
  public int substring(Volume volume) {
    return Peers.substring(texts[turn(volume)]);
  }

  @Benchmark
  public int sensitiveWord(Volume volume) {
    return peers.sensitiveWord(texts[turn(volume)]);
  }

  @Benchmark
  public int hanlp(Volume volume) {
    return peers.hanlp(texts[turn(volume)]);
  }
}
