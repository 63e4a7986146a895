package cn.qingzheng.bench;

import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One page of growing length, one candidate for every 4,000 characters: bytes per second stay the same if the work is linear. */
@State(Scope.Benchmark)
public class LengthBench {
  /** Characters. */
  @Param({"10000", "100000", "1000000"})
  public int length;

  private Loaded loaded;
  private Peers peers;
  private String text;
  private Page page;
  private int bytes;

  @Setup
  public void load() throws IOException {
    loaded = Loaded.all();
    peers = new Peers();
    text = loaded.texts().quiet(length);
    page = SampleText.page(text);
    bytes = text.getBytes(StandardCharsets.UTF_8).length;
  }

  @Benchmark
  public Object qingzheng(Volume volume) {
    volume.add(bytes);
    return loaded.analyzer().analyze(page, PromoterClue.none());
  }

  @Benchmark
  public int substring(Volume volume) {
    volume.add(bytes);
    return Peers.substring(text);
  }

  /** Quadratic in the length: a million characters take minutes, so it is asked for a tenth of them at most. */
  @Benchmark
  public int sensitiveWord(Volume volume) {
    String most = text.substring(0, Math.min(text.length(), 100_000));
    volume.add(most == text ? bytes : most.getBytes(StandardCharsets.UTF_8).length);
    return peers.sensitiveWord(most);
  }

  @Benchmark
  public int hanlp(Volume volume) {
    volume.add(bytes);
    return peers.hanlp(text);
  }
}
