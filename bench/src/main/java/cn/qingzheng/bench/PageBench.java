package cn.qingzheng.bench;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jsoup.Jsoup;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole page: 30,000 bytes of HTML in UTF-8 with about 4,000 characters of text and one candidate, from the bytes to
 * the outcome. The peers get the text that jsoup gives for the page, which is the least that anybody has to do.
 */
@State(Scope.Benchmark)
public class PageBench {
  private static final int PAGES = 64;
  private static final int BYTES = 30_000;
  private static final URI URL = URI.create("http://www.sample.example/news/1.html");

  private Loaded loaded;
  private Peers peers;
  private byte[][] bodies;
  private int next;

  @Setup
  public void load() throws IOException {
    loaded = Loaded.all();
    peers = new Peers();
    bodies = IntStream.range(0, PAGES).mapToObj(i -> HtmlPages.page(loaded.texts(), BYTES)).toArray(byte[][]::new);
  }

  private byte[] body(Volume volume) {
    next = (next + 1) % PAGES;
    volume.add(bodies[next].length);
    return bodies[next];
  }

  private Page read(byte[] body) {
    return loaded.reader().read("bench", URL, SampleText.AT, Optional.of("text/html"), body, Optional.empty());
  }

  private static String text(byte[] body) {
    return Jsoup.parse(new String(body, StandardCharsets.UTF_8)).text();
  }

  @Benchmark
  public Object qingzheng(Volume volume) {
    return loaded.analyzer().analyze(read(body(volume)), PromoterClue.none());
  }

  @Benchmark
  public Object qingzhengReadingOnly(Volume volume) {
    return read(body(volume));
  }

  @Benchmark
  public int jsoupAndSubstring(Volume volume) {
    return Peers.substring(text(body(volume)));
  }

  @Benchmark
  public int jsoupAndSensitiveWord(Volume volume) {
    return peers.sensitiveWord(text(body(volume)));
  }

  @Benchmark
  public int jsoupAndHanlp(Volume volume) {
    return peers.hanlp(text(body(volume)));
  }
}
