package cn.qingzheng.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * One file that goes into a package.
 *
 * @param path relative to the top folder, with {@code /}
 */
record Content(String path, Source source, Digests digests) {
  /** Opens the bytes; may be asked more than once and must give the same each time. */
  @FunctionalInterface
  interface Source {
    InputStream open() throws IOException;
  }

  static Content of(String path, byte[] bytes) {
    return new Content(path, () -> new ByteArrayInputStream(bytes), Digests.of(bytes));
  }

  static Content of(String path, Source source) throws IOException {
    try (InputStream in = source.open()) {
      return new Content(path, source, Digests.of(in));
    }
  }
}
