package cn.qingzheng.crawler.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Empty folders for browsers. A killed process leaves its behind; the next one that starts a browser removes them. */
final class Profiles {
  private static final String PREFIX = "qingzheng-chromium";
  private static final String OWNER = ".owner";

  private final Path folder;

  /** @param folder where temporary folders lie */
  Profiles(Path folder) {
    this.folder = folder;
  }

  static Profiles temporary() {
    return new Profiles(Path.of(System.getProperty("java.io.tmpdir")));
  }

  /** A new one, which says whose it is by process number and start, since numbers are used again. */
  Path make() throws IOException {
    sweep();
    Path profile = Files.createTempDirectory(folder, PREFIX);
    Files.writeString(owner(profile), mark(ProcessHandle.current()));
    return profile;
  }

  /** Beside the profile, not in it: what is in it belongs to the browser. */
  private static Path owner(Path profile) {
    return profile.resolveSibling(profile.getFileName() + OWNER);
  }

  private static String mark(ProcessHandle process) {
    return process.pid() + " " + process.info().startInstant().map(Instant::toString).orElse("?");
  }

  private void sweep() {
    for (Path owner : owners()) {
      if (!alive(owner)) {
        String name = owner.getFileName().toString();
        remove(owner.resolveSibling(name.substring(0, name.length() - OWNER.length())));
      }
    }
  }

  private List<Path> owners() {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith(PREFIX) && f.getFileName().toString().endsWith(OWNER))
          .toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }

  private static boolean alive(Path owner) {
    try {
      String mark = Files.readString(owner);
      Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(mark.substring(0, mark.indexOf(' '))));
      return process.filter(p -> p.isAlive() && mark(p).equals(mark)).isPresent();
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException | DateTimeParseException e) {
      // Somebody else's file, or one being written: not ours to remove.
      return true;
    }
  }

  /** As far as it goes: a file that went while we looked is no trouble, and what stays goes the next time. */
  void remove(Path profile) {
    for (int tries = 0; tries < 3 && Files.exists(profile); tries++) {
      try (Stream<Path> files = Files.walk(profile)) {
        files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
      } catch (IOException | UncheckedIOException e) {
        // the next try
      }
    }
    if (!Files.exists(profile)) {
      owner(profile).toFile().delete();
    }
  }
}
