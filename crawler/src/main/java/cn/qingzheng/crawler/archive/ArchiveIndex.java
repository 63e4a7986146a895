package cn.qingzheng.crawler.archive;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What lies where in the archive, by address: one sorted CDXJ file beside each file of the archive, as pywb and its kin
 * read them. Only reads, but for indexes that are missing; a scan may be writing.
 */
public final class ArchiveIndex {
  private static final String WARCS = "*.warc.gz";

  private final Path dir;

  /** @param dir the folder of the archive */
  public ArchiveIndex(Path dir) {
    this.dir = dir;
  }

  /**
   * Makes the indexes that are missing.
   *
   * @return how many
   */
  public int complete() throws IOException {
    int made = 0;
    for (Path warc : files(WARCS)) {
      if (!Files.exists(CdxFile.beside(warc))) {
        CdxFile.write(warc);
        made++;
      }
    }
    return made;
  }

  /** Every record of an address whatever its scheme, port 80 or 443, and {@code www.}, the oldest first. */
  public List<CdxLine> ofAddress(String url) throws IOException {
    return find(List.of(CdxLine.keyOf(url) + " "));
  }

  /** Every record of all addresses on a host, by address and time. */
  public List<CdxLine> ofHost(String host) throws IOException {
    String key = CdxLine.keyOf("http://" + host + "/");
    String turned = key.substring(0, key.indexOf(')'));
    return find(host.contains(":") ? List.of(turned + ")") : List.of(turned + ")", turned + ":"));
  }

  private List<CdxLine> find(List<String> prefixes) throws IOException {
    List<CdxLine> found = new ArrayList<>();
    // These first: one that is finished meanwhile is found among the others then.
    for (Path open : files(WARCS + WarcFile.OPEN)) {
      found.addAll(growing(open, prefixes));
    }
    for (Path warc : files(WARCS)) {
      Path cdx = CdxFile.beside(warc);
      if (!Files.exists(cdx)) {
        CdxFile.write(warc);
      }
      for (String prefix : prefixes) {
        CdxFile.find(cdx, prefix, found);
      }
    }
    return found.stream().distinct().sorted(Comparator.comparing(CdxLine::key).thenComparing(CdxLine::at)).toList();
  }

  /** What is in a file that is being written, or was when its process died. */
  private static List<CdxLine> growing(Path open, List<String> prefixes) throws IOException {
    String name = open.getFileName().toString();
    try {
      return CdxFile.lines(open, name.substring(0, name.length() - WarcFile.OPEN.length())).stream()
          .filter(line -> prefixes.stream().anyMatch(p -> (line.key() + " ").startsWith(p)))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of(); // finished meanwhile
    }
  }

  private List<Path> files(String pattern) throws IOException {
    List<Path> files = new ArrayList<>();
    if (Files.isDirectory(dir)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(dir, pattern)) {
        all.forEach(files::add);
      }
    }
    files.sort(Comparator.naturalOrder());
    return files;
  }
}
