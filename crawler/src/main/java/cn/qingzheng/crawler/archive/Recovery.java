package cn.qingzheng.crawler.archive;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finishes the files that a dead process left open: what follows the last whole exchange was never acknowledged and is
 * cut off, kept beside as {@code .torn}, never thrown away.
 */
final class Recovery {
  private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);
  private static final String TORN = ".torn";

  private Recovery() {}

  /** @return how many files were finished or removed because nothing was in them */
  static int run(Path dir) throws IOException {
    int recovered = 0;
    try (DirectoryStream<Path> left = Files.newDirectoryStream(dir, "*" + WarcFile.OPEN)) {
      for (Path open : left) {
        recovered += recover(open) ? 1 : 0;
      }
    }
    return recovered;
  }

  private static boolean recover(Path open) throws IOException {
    try (FileChannel file = FileChannel.open(open, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock lock = file.tryLock();
      if (lock == null) {
        return false;
      }
      finish(open, file);
      return true;
    } catch (OverlappingFileLockException e) {
      return false; // in use by this process
    } catch (NoSuchFileException e) {
      return false; // its owner finished it meanwhile
    }
  }

  private static void finish(Path open, FileChannel file) throws IOException {
    String name = open.getFileName().toString();
    Path finished = open.resolveSibling(name.substring(0, name.length() - WarcFile.OPEN.length()));
    if (Files.exists(finished)) {
      LOG.error("{} is left as it is: {} is there already and is not written over", open, finished.getFileName());
      return;
    }
    long good = lastWhole(file);
    long torn = file.size() - good;
    if (torn > 0) {
      LOG.warn("{}: {} unacknowledged bytes cut off after offset {}", open.getFileName(), torn, good);
      keep(file, good, open.resolveSibling(open.getFileName() + TORN));
      file.truncate(good);
    }
    if (good == 0) {
      Files.delete(open);
      return;
    }
    file.force(true);
    Files.move(open, finished, StandardCopyOption.ATOMIC_MOVE);
    WarcFile.force(open.toAbsolutePath().getParent());
    CdxFile.write(finished);
  }

  /**
   * Where the last whole exchange ends: a request whose answer was never written, or an answer without what is known
   * of it, was not acknowledged either.
   */
  static long lastWhole(FileChannel file) throws IOException {
    Members members = new Members(file);
    long whole = 0;
    boolean within = false;
    while (members.hasMore()) {
      Members.Read read;
      try {
        read = members.next();
      } catch (IOException e) {
        break;
      }
      within = switch (read.head().type()) {
        case "request" -> true;
        case "metadata" -> within && !ExchangeFacts.of(read.head()).map(ExchangeFacts::lastHop).orElse(true);
        default -> within;
      };
      whole = within ? whole : read.end();
    }
    return whole;
  }

  private static void keep(FileChannel file, long from, Path to) throws IOException {
    try (FileChannel out =
        FileChannel.open(
            to, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
      long at = from;
      while (at < file.size()) {
        at += file.transferTo(at, file.size() - at, out);
      }
      out.force(true);
    }
  }
}
