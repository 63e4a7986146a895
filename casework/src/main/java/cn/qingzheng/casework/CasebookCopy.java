package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** Copies a casebook's file while others write to it, and looks whether a copy is sound. Knows files only, no server. */
public final class CasebookCopy {
  private CasebookCopy() {}

  /**
   * How much a casebook holds, to be compared with what comes back out of a copy.
   *
   * @param auditHead hash of the last line of the audit log, empty if there is none
   */
  public record Facts(long cases, long findings, long packages, long auditLines, String auditHead) {}

  /** A file of a sealed letter, as it was sealed. */
  public record SealedFile(String noticeId, String name, String sha256) {}

  /**
   * Writes one consistent state into a new file, which is on the disk when this returns. Writers go on meanwhile.
   *
   * @param to does not exist
   */
  public static void copy(Path file, Path to) throws IOException {
    try (Connection c = new SqliteStore(file).connect(false)) {
      Sql.update(c, "VACUUM INTO ?", to.toAbsolutePath().toString());
    } catch (SQLException e) {
      throw new IOException("台账 " + file + " 不能复制：" + e.getMessage(), e);
    }
    try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
      copy.force(true);
    }
  }

  /** What a file holds that nobody writes to. */
  public static Facts facts(Path file) throws IOException {
    return read(file, CasebookCopy::facts);
  }

  /** What an open casebook holds. */
  public static Facts facts(Casebook book) {
    return book.database().whole().read(CasebookCopy::facts);
  }

  private static Facts facts(Connection c) throws SQLException {
    return new Facts(
        Sql.number(c, "SELECT count(*) FROM case_file"), Sql.number(c, "SELECT count(*) FROM finding"),
        Sql.number(c, "SELECT count(*) FROM evidence"), Sql.number(c, "SELECT seq FROM audit_head"),
        Sql.first(c, r -> r.getString(1), "SELECT hash FROM audit_head").orElse(""));
  }

  /** What is wrong with a file that nobody writes to, in Chinese; its pages, its references and its audit log are gone through. */
  public static List<String> problems(Path file) {
    try {
      return read(file, CasebookCopy::problems);
    } catch (IOException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
  }

  private static List<String> problems(Connection c) throws SQLException {
    List<String> out = new ArrayList<>();
    Sql.list(c, r -> r.getString(1), "PRAGMA integrity_check(10)").stream()
        .filter(line -> !line.equals("ok"))
        .forEach(line -> out.add("台账文件损坏：" + line));
    Sql.list(c, r -> r.getString(1), "PRAGMA foreign_key_check").stream()
        .distinct()
        .forEach(table -> out.add("台账的表 " + table + " 指向不存在的记录"));
    if (Audit.verify(c) instanceof AuditVerdict.Broken broken) {
      out.add("台账的审计记录：" + broken.why());
    }
    return out;
  }

  /** The files that sealed letters must have; none in a casebook from before letters were sealed. */
  public static List<SealedFile> sealedFiles(Path file) throws IOException {
    return read(
        file,
        c ->
            Sql.number(c, "SELECT count(*) FROM sqlite_schema WHERE name = 'notice_file'") == 0
                ? List.of()
                : Sql.list(
                    c, r -> new SealedFile(r.getString(1), r.getString(2), r.getString(3)),
                    "SELECT notice_id, name, sha256 FROM notice_file ORDER BY notice_id, name"));
  }

  private static <T> T read(Path file, Database.Work<T> work) throws IOException {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    try (Connection c = config.createConnection("jdbc:sqlite:" + file.toAbsolutePath())) {
      return work.run(c);
    } catch (SQLException e) {
      throw new IOException("台账 " + file.getFileName() + " 不能读取：" + e.getMessage(), e);
    }
  }
}
