package cn.qingzheng.console.backup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of a backup with their SHA-256, in the form of {@code sha256sum}: hash, two blanks, path from the backup's
 * folder with slashes.
 */
record Manifest(SortedMap<String, String> files) {
  static final String NAME = "manifest-sha256.txt";

  Manifest {
    files = new TreeMap<>(files);
  }

  static Manifest of(Map<String, String> files) {
    return new Manifest(new TreeMap<>(files));
  }

  /** @throws IOException if there is none, or it is none */
  static Manifest read(Path backup) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    for (String line : Files.readAllLines(backup.resolve(NAME), StandardCharsets.UTF_8)) {
      if (!line.matches("[0-9a-f]{64}  \\S.*") || !within(line.substring(66))) {
        throw new IOException(NAME + " 中有不认识的行");
      }
      files.put(line.substring(66), line.substring(0, 64));
    }
    return new Manifest(files);
  }

  /** A path that somebody wrote into a manifest leads nowhere else. */
  private static boolean within(String path) {
    Path p = Path.of(path);
    return !p.isAbsolute() && p.normalize().equals(p) && !p.startsWith("..");
  }

  byte[] bytes() {
    StringBuilder text = new StringBuilder();
    files.forEach((path, hash) -> text.append(hash).append("  ").append(path).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
