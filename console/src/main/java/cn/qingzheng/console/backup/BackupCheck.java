package cn.qingzheng.console.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Looks whether a backup can be relied on: every file against the manifest, then a home is made of it aside and looked
 * through. The backup itself is only read.
 */
public final class BackupCheck {
  private final Clock clock;
  /** How many packages to verify; the others are only looked for. */
  private final int packages;

  /** @param packages how many packages to verify byte by byte, spread over all of them */
  public BackupCheck(int packages, Clock clock) {
    this.packages = packages;
    this.clock = clock;
  }

  /**
   * What was looked at and what is wrong with it.
   *
   * @param said how much of what was looked at, in Chinese
   * @param problems in Chinese; empty for a sound backup
   */
  public record Result(List<String> said, List<String> problems) {}

  /** @throws BackupRefusal if it is no backup */
  public Result run(Path backup) throws IOException, BackupRefusal {
    Restoring.requireBackup(backup);
    List<String> said = new ArrayList<>();
    List<String> problems = new ArrayList<>(manifest(backup, said));
    Path aside = aside(backup);
    try {
      Path home = aside.resolve("home");
      lay(backup, home);
      BackupFacts facts = BackupFacts.read(backup);
      HomeCheck.Result inside = new HomeCheck(home, facts, packages, clock).run();
      said.addAll(inside.said());
      problems.addAll(inside.problems());
    } finally {
      BackupFolder.delete(aside);
    }
    return new Result(said, problems);
  }

  /** Beside the backup, where files can be linked; else where the system has its passing files. */
  private static Path aside(Path backup) throws IOException {
    Path beside = backup.toAbsolutePath().normalize();
    beside = beside.resolveSibling("." + beside.getFileName() + ".check");
    try {
      BackupFolder.delete(beside);
      return Files.createDirectory(beside);
    } catch (IOException e) {
      return Files.createTempDirectory("backup-check");
    }
  }

  private static List<String> manifest(Path backup, List<String> said) throws IOException {
    List<String> problems = new ArrayList<>();
    Manifest manifest = Manifest.read(backup);
    for (Map.Entry<String, String> e : manifest.files().entrySet()) {
      Path file = backup.resolve(e.getKey());
      if (!Files.isRegularFile(file)) {
        problems.add("缺少文件 " + e.getKey());
      } else if (!Taker.hash(file).equals(e.getValue())) {
        problems.add("文件被改动或损坏 " + e.getKey());
      }
    }
    TreeSet<String> added = new TreeSet<>();
    try (Stream<Path> all = Files.walk(backup)) {
      all.filter(Files::isRegularFile).map(f -> backup.relativize(f).toString().replace('\\', '/')).forEach(added::add);
    }
    added.removeAll(manifest.files().keySet());
    added.remove(Manifest.NAME);
    added.forEach(f -> problems.add("清单之外的文件 " + f));
    said.add("清单：" + manifest.files().size() + " 个文件，清单的 SHA-256 " + Taker.hash(manifest.bytes()));
    return problems;
  }

  /** The home as it would be restored: what nobody writes to is linked where that works, everything else copied. */
  private static void lay(Path backup, Path home) throws IOException {
    Path from = backup.resolve("home");
    List<Path> files;
    try (Stream<Path> all = Files.walk(from)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = from.relativize(file).toString();
      Path to = home.resolve(name);
      Files.createDirectories(to.getParent());
      if (!name.endsWith(".zip") && !name.endsWith(".warc.gz") || link(file, to).isEmpty()) {
        Files.copy(file, to);
      }
    }
  }

  private static Optional<Path> link(Path file, Path to) {
    try {
      return Optional.of(Files.createLink(to, file));
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
