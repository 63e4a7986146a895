package cn.qingzheng.bench;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts what was read, so that JMH prints it per second beside the calls. */
@AuxCounters
@State(Scope.Thread)
public class Volume {
  /** Pages. */
  public long pages;
  /** Bytes of the text in UTF-8, or of the page as it was captured. */
  public long bytes;

  void add(int length) {
    pages++;
    bytes += length;
  }
}
