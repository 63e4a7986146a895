package cn.qingzheng.console.command;

import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.console.scan.SampleScan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A home after one scan of the sample web, made once for all tests of commands; who changes it takes a copy. */
final class SampleHome {
  private SampleHome() {}

  /** Scanned when first asked for. */
  private static final class Scanned {
    static final Path FOLDER = scanned();
  }

  /** Only to be read. */
  static Path folder() {
    return Scanned.FOLDER;
  }

  static Path seeds() {
    return SampleScan.root().resolve("seeds/demo");
  }

  /** A home of one's own with the same content. */
  static Path copyTo(Path target) throws IOException {
    try (Stream<Path> files = Files.walk(folder())) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Path copy = target.resolve(folder().relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy);
        }
      }
    }
    return target;
  }

  /** The first package in the home. */
  static Path evidencePackage() {
    try (Stream<Path> files = Files.walk(folder().resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path scanned() {
    try (SampleWeb web = SampleWeb.start()) {
      Path folder = Files.createTempDirectory("sample-home");
      Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(folder)));
      SampleScan.runWithoutBrowser(folder, web);
      return folder;
    } catch (Exception e) {
      throw new IllegalStateException("the sample web should be scanned", e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      System.err.println("left behind: " + folder);
    }
  }

  /** Case ids in the home, as {@code case list} prints them. */
  static List<String> cases(Path home) {
    return Run.of("case", "list", "--home", home).ended(0).out().lines().map(l -> l.strip().split("\\s+")[0])
        .filter(w -> w.matches("\\d{4}-\\d{6}")).toList();
  }
}
