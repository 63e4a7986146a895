package cn.qingzheng.crawler.archive;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sorted CDXJ file beside a file of the archive: {@code qz-….cdxj} for {@code qz-….warc.gz}. */
final class CdxFile {
  private static final String WARC = ".warc.gz";
  /** Bytes that are rather read one line after the other than searched; longer than any line. */
  private static final int NEAR = 65_536;

  private CdxFile() {}

  static Path beside(Path warc) {
    String name = warc.getFileName().toString();
    return warc.resolveSibling(name.substring(0, name.length() - WARC.length()) + ".cdxj");
  }

  /** Makes the index of a finished file; it appears whole or not at all. */
  static void write(Path warc) throws IOException {
    StringBuilder text = new StringBuilder();
    lines(warc, warc.getFileName().toString()).forEach(line -> text.append(line.text()).append('\n'));
    Path made = beside(warc);
    Path next = made.resolveSibling(made.getFileName() + ".next");
    try (FileChannel out =
        FileChannel.open(
            next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      ByteBuffer bytes = StandardCharsets.US_ASCII.encode(text.toString());
      while (bytes.hasRemaining()) {
        out.write(bytes);
      }
      out.force(true);
    }
    Files.move(next, made, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * What an index of the file says, sorted as it stands there. A file that is being written ends where it is torn.
   *
   * @param name that the lines give it
   */
  static List<CdxLine> lines(Path warc, String name) throws IOException {
    List<Found> found = new ArrayList<>();
    Map<String, String> captures = new HashMap<>();
    try (FileChannel file = FileChannel.open(warc, StandardOpenOption.READ)) {
      Members members = new Members(file);
      while (members.hasMore()) {
        Members.Read read;
        try {
          read = members.next();
        } catch (IOException e) {
          break;
        }
        CdxLine.of(read, name)
            .ifPresent(line -> found.add(new Found(line, read.head().id(), read.head().concurrentTo())));
        ExchangeFacts.of(read.head()).ifPresent(f -> captures.putIfAbsent(read.head().concurrentTo(), f.capture()));
      }
    }
    return found.stream().map(f -> f.line(captures)).sorted(Comparator.comparing(CdxLine::text)).toList();
  }

  /** A line and how its record is tied to others. */
  private record Found(CdxLine line, String id, String concurrentTo) {
    /** Parts of a rendered page are tied to the page, and that to what is known of it. */
    CdxLine line(Map<String, String> captures) {
      return line.ofCapture(captures.getOrDefault(id, captures.getOrDefault(concurrentTo, "")));
    }
  }

  /**
   * The lines whose key begins so, found without reading the others.
   *
   * @param into gets them
   */
  static void find(Path cdx, String prefix, Collection<CdxLine> into) throws IOException {
    try (FileChannel file = FileChannel.open(cdx, StandardOpenOption.READ)) {
      file.position(before(file, prefix));
      BufferedReader lines = new BufferedReader(Channels.newReader(file, StandardCharsets.US_ASCII));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(prefix)) {
          CdxLine.parse(line).ifPresent(into::add);
        } else if (line.compareTo(prefix) > 0) {
          return;
        }
      }
    }
  }

  /** Whether the index of a file has a record of a capture. */
  static boolean names(Path warc, String captureId) throws IOException {
    if (!Files.exists(beside(warc))) {
      write(warc);
    }
    try (Stream<String> lines = Files.lines(beside(warc), StandardCharsets.US_ASCII)) {
      return lines.anyMatch(l -> l.contains('"' + captureId + '"'));
    }
  }

  /** Where a line begins that stands before all lines with the prefix, and not far before. */
  private static long before(FileChannel file, String prefix) throws IOException {
    long low = 0;
    long high = file.size();
    while (high - low > NEAR) {
      long middle = (low + high) / 2;
      String[] there = linesAt(file, middle);
      if (there.length < 2 || there[1].compareTo(prefix) >= 0) {
        high = middle;
      } else {
        low = middle + there[0].length() + 1;
      }
    }
    return low;
  }

  /** The rest of the line at an offset, and the line after it or its beginning. */
  private static String[] linesAt(FileChannel file, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(NEAR);
    file.read(bytes, at);
    return StandardCharsets.US_ASCII.decode(bytes.flip()).toString().split("\n", 3);
  }
}
