package cn.qingzheng.crawler.page;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The lines of a data file of this package, without the comments at its top. */
final class DataLines {
  private DataLines() {}

  static List<String> of(String name) {
    try (InputStream in =
            Optional.ofNullable(DataLines.class.getResourceAsStream(name))
                .orElseThrow(() -> new IllegalStateException("data file should be in the jar: " + name));
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(l -> !l.startsWith("#") && !l.isEmpty()).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
