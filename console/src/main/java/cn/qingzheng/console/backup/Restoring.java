package cn.qingzheng.console.backup;

import cn.qingzheng.casework.CasebookCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes a home of a backup: all of it, every file as the manifest has it, or nothing. */
public final class Restoring {
  private Restoring() {}

  /**
   * @param madeAt when the backup was made
   * @param leftOut what was never in it and has to be brought from elsewhere
   * @param dump the file that holds the casebook if it is not a file of the home, to be put into a server
   */
  public record Result(
      Instant madeAt, long files, Optional<CasebookCopy.Facts> held, List<String> leftOut, Optional<Path> dump, String server) {}

  /**
   * Restores into a folder that is not there, or empty.
   *
   * @throws BackupRefusal if the folder holds something, or the backup is damaged; nothing is left then
   */
  public static Result run(Path backup, Path home) throws IOException, BackupRefusal {
    Path target = home.toAbsolutePath().normalize();
    requireEmpty(target);
    requireBackup(backup);
    BackupFacts facts = BackupFacts.read(backup);
    Path part = target.resolveSibling("." + target.getFileName() + ".restoring");
    BackupFolder.delete(part);
    try {
      long files = into(backup, part);
      List<String> wrong = Files.exists(part.resolve("qingzheng.db")) ? CasebookCopy.problems(part.resolve("qingzheng.db")) : List.of();
      if (!wrong.isEmpty()) {
        throw new BackupRefusal("备份里的台账不完好，没有恢复：" + String.join("；", wrong));
      }
      BackupFolder.force(part);
      Files.deleteIfExists(target);
      Files.move(part, target);
      BackupFolder.force(target);
      Path dump = target.resolve(PostgresDump.NAME);
      return new Result(
          facts.madeAt(), files, facts.held(), facts.leftOut(), Files.exists(dump) ? Optional.of(dump) : Optional.empty(), facts.server());
    } finally {
      BackupFolder.delete(part);
    }
  }

  static void requireBackup(Path backup) throws BackupRefusal {
    if (!Files.exists(backup.resolve(Manifest.NAME)) || !Files.exists(backup.resolve(BackupFacts.NAME))) {
      throw new BackupRefusal("不是备份：" + backup + " – 请给出 qz- 开头的那个目录，里面有 " + Manifest.NAME);
    }
  }

  private static void requireEmpty(Path target) throws IOException, BackupRefusal {
    if (Files.exists(target)) {
      if (!Files.isDirectory(target)) {
        throw new BackupRefusal("不是目录：" + target);
      }
      try (Stream<Path> all = Files.list(target)) {
        if (all.findAny().isPresent()) {
          throw new BackupRefusal("目录不是空的：" + target + " – 恢复不覆盖任何东西，请换一个目录");
        }
      }
    }
  }

  private static long into(Path backup, Path part) throws IOException, BackupRefusal {
    Manifest manifest = Manifest.read(backup);
    List<String> wrong = new ArrayList<>();
    Map<String, String> expected = new HashMap<>(manifest.files());
    String about = expected.remove(BackupFacts.NAME);
    if (about == null || !Taker.hash(backup.resolve(BackupFacts.NAME)).equals(about)) {
      wrong.add(BackupFacts.NAME);
    }
    for (Map.Entry<String, String> e : expected.entrySet()) {
      Path from = backup.resolve(e.getKey());
      Path to = part.resolve(e.getKey().replaceFirst("^home/", ""));
      Files.createDirectories(to.getParent());
      if (!Files.isRegularFile(from) || !Taker.copied(from, to).equals(e.getValue())) {
        wrong.add(e.getKey());
      } else {
        Files.setLastModifiedTime(to, FileTime.fromMillis(Files.getLastModifiedTime(from).toMillis()));
      }
    }
    if (!wrong.isEmpty()) {
      throw new BackupRefusal("备份有 " + wrong.size() + " 个文件缺失或被改动，没有恢复：" + String.join("、", wrong.stream().sorted().limit(5).toList())
          + " – 请换一个备份；backup verify 列出全部问题");
    }
    return expected.size();
  }
}
