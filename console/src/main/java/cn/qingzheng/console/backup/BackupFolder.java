package cn.qingzheng.console.backup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The folder that holds the backups, each under its date. What begins with a dot is being made, looked at or removed. */
record BackupFolder(Path folder) {
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("'qz-'yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  /** Whole ones, the oldest first. */
  List<Path> backups() throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(p -> p.getFileName().toString().matches("qz-\\d{8}T\\d{6}(-\\d+)?") && Files.exists(p.resolve(Manifest.NAME)))
          .sorted(Comparator.comparing(p -> p.getFileName().toString()))
          .toList();
    }
  }

  Optional<Path> youngest() throws IOException {
    return backups().stream().reduce((a, b) -> b);
  }

  /** A name that nothing bears, by the time in China. */
  String name(Instant now) {
    String name = NAME.format(now);
    for (int n = 2; Files.exists(folder.resolve(name)); n++) {
      name = NAME.format(now) + "-" + n;
    }
    return name;
  }

  /** Where a backup is made before it has its name. */
  Path making(String name) {
    return folder.resolve("." + name + ".part");
  }

  /** Removes what killed processes left. Nobody else may work in the folder. */
  void tidy() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      for (Path left : all.filter(p -> p.getFileName().toString().matches("\\.qz-.*\\.(part|old|check)")).toList()) {
        delete(left);
      }
    }
  }

  /** Removes the oldest until so many are left; each is gone at once or not at all. */
  List<Path> keep(int most) throws IOException {
    List<Path> all = backups();
    List<Path> old = all.subList(0, Math.max(0, all.size() - most));
    for (Path backup : old) {
      Path gone = folder.resolve("." + backup.getFileName() + ".old");
      Files.move(backup, gone);
      delete(gone);
    }
    return old;
  }

  static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path p : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(p);
      }
    }
  }

  /** Makes the names in a tree's folders durable; a file system that cannot is left alone. */
  static void force(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      for (Path dir : all.filter(Files::isDirectory).toList()) {
        try (FileChannel d = FileChannel.open(dir, StandardOpenOption.READ)) {
          d.force(true);
        } catch (IOException e) {
          // Not every system opens folders; the files themselves are forced.
        }
      }
    }
  }
}
