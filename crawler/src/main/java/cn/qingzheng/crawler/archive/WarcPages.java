package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Reads the pages out of WARC files that other programs wrote, compressed record by record, as a whole, or not at
 * all. Such files are often damaged and seldom regular: a bad record costs itself only, and is counted.
 */
public final class WarcPages {
  private static final int LONGEST_BLOCK = 64 << 20;

  private WarcPages() {}

  /**
   * What a file held.
   *
   * @param records whole records of every type
   * @param pages handed on
   * @param revisits that repeat a page without its body; there is nothing to read in them
   * @param bad records or gzip members that are torn, damaged, too long, or not what they say
   */
  public record Summary(int records, int pages, int revisits, int bad) {}

  /**
   * Hands on every response or resource with text for people and a status of 200 to 299.
   *
   * @param sink gets each page with its decoded body; the captures have no archive records
   * @throws IOException if the file cannot be read at all; what is in it never fails
   */
  public static Summary read(Path warcOrGz, BiConsumer<Capture, byte[]> sink) throws IOException {
    return readRecords(warcOrGz, page -> sink.accept(page.capture(), page.body()));
  }

  /**
   * A page of such a file.
   *
   * @param body decoded
   * @param record as its producer wrote it, so that what it says of itself can be checked
   */
  public record Found(Capture capture, byte[] body, byte[] record) {}

  /** As {@link #read}, with the records themselves. */
  public static Summary readRecords(Path warcOrGz, Consumer<Found> sink) throws IOException {
    String name = String.valueOf(warcOrGz.getFileName());
    int records = 0;
    int pages = 0;
    int revisits = 0;
    int bad = 0;
    try (PlainStream plain = new PlainStream(FileChannel.open(warcOrGz, StandardOpenOption.READ))) {
      ForeignRecords in = new ForeignRecords(plain, LONGEST_BLOCK);
      for (Optional<ForeignRecords.Foreign> next = in.next(); next.isPresent(); next = in.next()) {
        records++;
        revisits += next.get().field("warc-type").equals("revisit") ? 1 : 0;
        Optional<ForeignPage> page;
        try {
          page = page(name, next.get());
        } catch (IOException | IllegalArgumentException e) {
          bad++;
          continue;
        }
        pages += page.isPresent() ? 1 : 0;
        byte[] record = page.isPresent() ? next.get().bytes() : new byte[0];
        page.ifPresent(p -> sink.accept(new Found(p.capture(), p.body(), record)));
      }
      return new Summary(records, pages, revisits, bad + in.bad() + plain.damaged());
    }
  }

  private static Optional<ForeignPage> page(String file, ForeignRecords.Foreign record) throws IOException {
    String type = record.field("warc-type");
    boolean http = record.field("content-type").startsWith("application/http");
    if (type.equals("response") && http || type.equals("resource")) {
      ForeignPage.Answer answer = http ? ForeignPage.http(record.block()) : ForeignPage.resource(record);
      return answer.page() ? Optional.of(ForeignPage.of(file, record, answer)) : Optional.empty();
    }
    return Optional.empty();
  }
}
