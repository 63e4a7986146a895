package cn.qingzheng.console.backup;

import cn.qingzheng.casework.CasebookCopy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What a backup came to.
 *
 * @param folder of the backup; it is whole
 * @param manifestSha256 of its manifest: whoever has it elsewhere knows that nobody has changed the backup
 * @param files how many it has, {@code linked} of them without a second copy
 * @param written bytes
 * @param held what its casebook holds; empty if the casebook is elsewhere
 * @param sameDisk whether it lies on the disk of the home, and is lost with it
 * @param leftOut what of the home is not in it: keys, passwords and what nobody knows
 * @param removed older backups that are gone now
 * @param problems to be looked at, in Chinese
 */
public record BackupReport(
    Path folder,
    String manifestSha256,
    long files,
    long linked,
    long written,
    Optional<CasebookCopy.Facts> held,
    boolean sameDisk,
    List<String> leftOut,
    List<Path> removed,
    List<String> problems) {
  public BackupReport {
    leftOut = List.copyOf(leftOut);
    removed = List.copyOf(removed);
    problems = List.copyOf(problems);
  }

  /** In one line for the log of a night, in Chinese. */
  public String summary() {
    String wrong = problems.isEmpty() ? "" : "；" + String.join("；", problems);
    return "备份 " + folder.getFileName() + "：" + files + " 个文件，新写 " + megabytes(written) + " MB" + wrong;
  }

  static long megabytes(long bytes) {
    return (bytes + 1_048_575) / 1_048_576;
  }
}
