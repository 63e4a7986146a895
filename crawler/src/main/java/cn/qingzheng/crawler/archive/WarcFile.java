package cn.qingzheng.crawler.archive;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The file being written. It has the suffix {@code .open} and is locked until it is finished, so that another
 * process knows a file in use from one that a dead process left.
 */
final class WarcFile {
  static final String OPEN = ".open";

  private final Path open;
  private final String name;
  private final FileChannel channel;
  private final Object forcing = new Object();
  private volatile long written;
  private long forced;

  private WarcFile(Path open, String name, FileChannel channel) {
    this.open = open;
    this.name = name;
    this.channel = channel;
  }

  /** A new empty file, or empty if the name is taken or another process interfered. */
  static Optional<WarcFile> create(Path dir, String name) throws IOException {
    Path open = dir.resolve(name + OPEN);
    FileChannel channel;
    try {
      channel = FileChannel.open(open, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    } catch (FileAlreadyExistsException e) {
      return Optional.empty();
    }
    FileLock lock = channel.tryLock();
    // Between creation and lock another process may have taken it for a dead one's and removed it.
    if (lock == null || !Files.exists(open)) {
      channel.close();
      return Optional.empty();
    }
    // Asked for only now: whoever finishes a file of this name must hold the name that was just taken.
    if (Files.exists(dir.resolve(name))) {
      Files.delete(open);
      channel.close();
      return Optional.empty();
    }
    force(dir);
    return Optional.of(new WarcFile(open, name, channel));
  }

  /** Name after it is finished. */
  String name() {
    return name;
  }

  long size() {
    return written;
  }

  /**
   * Appends, or leaves the file as it was. One thread at a time.
   *
   * @return offset of the first byte
   */
  long write(List<byte[]> members) throws IOException {
    long start = written;
    try {
      long at = start;
      for (byte[] member : members) {
        ByteBuffer b = ByteBuffer.wrap(member);
        while (b.hasRemaining()) {
          at += channel.write(b, at);
        }
      }
      written = at;
      return start;
    } catch (IOException e) {
      channel.truncate(start);
      throw e;
    }
  }

  /** Returns once everything written so far is on the disk. */
  void force() throws IOException {
    long upTo = written;
    synchronized (forcing) {
      // Whoever waited here while another forced as much has nothing left to do.
      if (forced < upTo) {
        long now = written;
        channel.force(false);
        forced = now;
      }
    }
  }

  /** Forces it, gives it its final name and lets go of it. */
  void finish() throws IOException {
    synchronized (forcing) {
      channel.force(true);
      forced = written;
      Files.move(open, open.resolveSibling(name), StandardCopyOption.ATOMIC_MOVE);
      force(open.toAbsolutePath().getParent());
      channel.close();
    }
  }

  /** Makes new and changed names in a folder durable; a file system that cannot is left alone. */
  static void force(Path dir) {
    try (FileChannel d = FileChannel.open(dir, StandardOpenOption.READ)) {
      d.force(true);
    } catch (IOException e) {
      // Not every system opens folders; the files themselves are forced.
    }
  }
}
