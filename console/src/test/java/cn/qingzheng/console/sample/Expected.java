package cn.qingzheng.console.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** One row of {@code seeds/demo/expected.tsv}. */
record Expected(URI url, String expect, List<String> terms, String note) {

  static List<Expected> first() {
    return rows("expected.tsv").map(cells -> new Expected(URI.create(cells[0]), cells[1], terms(cells[2]), cells[3]))
        .toList();
  }

  /** The second edition in full: its changes, and what has stayed as it was. */
  static List<Expected> second() {
    List<Expected> changed = rows("expected-second.tsv")
        .map(cells -> new Expected(URI.create(cells[0]), cells[1], terms(cells[2]), cells[3])).toList();
    List<URI> urls = changed.stream().map(Expected::url).toList();
    return Stream.concat(changed.stream(), first().stream().filter(row -> !urls.contains(row.url()))).toList();
  }

  static Path seeds() {
    Path here = Path.of("").toAbsolutePath();
    Path module = here.endsWith("console") ? here.getParent() : here;
    return module.resolve("seeds/demo");
  }

  static Stream<String[]> rows(String file) {
    try {
      return Files.readAllLines(seeds().resolve(file)).stream()
          .filter(line -> !line.startsWith("#") && !line.startsWith("url\t"))
          .map(line -> line.split("\t", -1));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> terms(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split("\\|"));
  }

  boolean is(String kind) {
    return expect.equals(kind);
  }
}
