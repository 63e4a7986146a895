package cn.qingzheng.crawler.frontier;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.ToLongFunction;

/** Copies {@code crawl.db} while a crawl writes to it, and looks whether a copy is sound. */
public final class CrawlDbCopy {
  private static final String SQLITE = "jdbc:sqlite:";

  private CrawlDbCopy() {}

  /**
   * Writes one consistent state into a new file, which is on the disk when this returns. The archive holds all that it
   * speaks of.
   *
   * @param to does not exist
   */
  public static void copy(Path file, Path to) throws IOException {
    Properties patience = new Properties();
    patience.setProperty("busy_timeout", "30000");
    try (Connection c = DriverManager.getConnection(SQLITE + file.toAbsolutePath(), patience);
        PreparedStatement copy = c.prepareStatement("VACUUM INTO ?")) {
      copy.setString(1, to.toAbsolutePath().toString());
      copy.executeUpdate();
    } catch (SQLException e) {
      throw new IOException("抓取状态 " + file + " 不能复制：" + e.getMessage(), e);
    }
    try (FileChannel copy = FileChannel.open(to, StandardOpenOption.WRITE)) {
      copy.force(true);
    }
  }

  /**
   * What is wrong with a copy, in Chinese: its pages, and captures whose records the archive has not got.
   *
   * @param sizes length of the file of the archive that bears a name, -1 if there is none
   * @param most how many to name
   */
  public static List<String> problems(Path file, ToLongFunction<String> sizes, int most) {
    List<String> out = new ArrayList<>();
    try (Connection c = DriverManager.getConnection(SQLITE + file.toAbsolutePath());
        Statement s = c.createStatement()) {
      try (ResultSet r = s.executeQuery("PRAGMA integrity_check(10)")) {
        while (r.next()) {
          if (!r.getString(1).equals("ok")) {
            out.add("抓取状态损坏：" + r.getString(1));
          }
        }
      }
      try (ResultSet r = s.executeQuery("SELECT json FROM capture ORDER BY id")) {
        while (r.next() && out.size() < most) {
          missing(Json.read(r.getString(1), Capture.class), sizes, out);
        }
      }
    } catch (SQLException e) {
      out.add("抓取状态 " + file.getFileName() + " 不能读取：" + e.getMessage());
    }
    return out;
  }

  private static void missing(Capture capture, ToLongFunction<String> sizes, List<String> out) {
    for (ArchivedRecord r : capture.records()) {
      if (sizes.applyAsLong(r.file()) < r.offset() + r.length()) {
        out.add("采集 " + capture.id() + " 的原件不在存档 " + r.file() + " 里");
        return;
      }
    }
  }
}
