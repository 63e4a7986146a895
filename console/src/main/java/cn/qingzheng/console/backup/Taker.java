package cn.qingzheng.console.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;

/** Puts files into a backup that is being made: what the last backup has is linked, everything else copied and hashed. */
final class Taker {
  private static final int BUFFER = 1 << 20;

  /** A backup that was made before. */
  record Earlier(Path folder, Manifest manifest) {}

  private final Path backup;
  private final Optional<Earlier> earlier;
  private final boolean sameDisk;
  private final Map<String, String> hashes = new HashMap<>();
  private final Map<String, HomeParts.Part> taken = new HashMap<>();
  private long linked;
  private long written;

  /**
   * @param backup the folder that is being made
   * @param sameDisk whether files of the home can be linked into it
   */
  Taker(Path backup, Optional<Earlier> earlier, boolean sameDisk) {
    this.backup = backup;
    this.earlier = earlier;
    this.sameDisk = sameDisk;
  }

  /** Puts a file of the home into it; the same file again is nothing, a changed one takes its place, one that has gone is let go. */
  void take(HomeParts.Part part) throws IOException {
    if (part.equals(taken.get(part.name()))) {
      return;
    }
    String name = "home/" + part.name();
    Path to = backup.resolve(name);
    Files.createDirectories(to.getParent());
    Files.deleteIfExists(to);
    try {
      String hash = linkedEarlier(part, name, to).or(() -> linkedHome(part, to)).orElse("");
      hashes.put(name, hash.isEmpty() ? copy(part.file(), to, Long.MAX_VALUE, part.modified()) : hash);
      taken.put(part.name(), part);
    } catch (NoSuchFileException gone) {
      hashes.remove(name);
    }
  }

  /** A file that grows: its first bytes only. */
  void take(String name, Path file, long length) throws IOException {
    Path to = backup.resolve("home/" + name);
    Files.createDirectories(to.getParent());
    hashes.put("home/" + name, copy(file, to, length, 0));
  }

  /** A file that was put there by other means. */
  void note(String name) throws IOException {
    hashes.put("home/" + name, hash(backup.resolve("home/" + name)));
    written += Files.size(backup.resolve("home/" + name));
  }

  /** What was never changed needs no second copy. */
  boolean linkable(HomeParts.Part part) {
    return sameDisk && part.fixed() || inEarlier(part, "home/" + part.name());
  }

  private boolean inEarlier(HomeParts.Part part, String name) {
    if (earlier.isEmpty() || !earlier.get().manifest().files().containsKey(name)) {
      return false;
    }
    Path old = earlier.get().folder().resolve(name);
    try {
      return Files.isRegularFile(old) && Files.size(old) == part.size() && Files.getLastModifiedTime(old).toMillis() == part.modified();
    } catch (IOException e) {
      return false;
    }
  }

  private Optional<String> linkedEarlier(HomeParts.Part part, String name, Path to) {
    if (!inEarlier(part, name)) {
      return Optional.empty();
    }
    return link(earlier.get().folder().resolve(name), to).map(l -> earlier.get().manifest().files().get(name));
  }

  private Optional<String> linkedHome(HomeParts.Part part, Path to) {
    try {
      return sameDisk && part.fixed() && link(part.file(), to).isPresent() ? Optional.of(hash(to)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private Optional<Path> link(Path file, Path to) {
    try {
      Files.createLink(to, file);
      linked++;
      return Optional.of(to);
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty(); // another file system, or none that links; it is copied then
    }
  }

  private String copy(Path from, Path to, long most, long modified) throws IOException {
    Files.deleteIfExists(to);
    String hash = copied(from, to, most);
    written += Files.size(to);
    if (modified > 0) {
      Files.setLastModifiedTime(to, FileTime.fromMillis(modified));
    }
    return hash;
  }

  /** Copies a file, which is on the disk when this returns; gives the hash of what was written. */
  static String copied(Path from, Path to) throws IOException {
    return copied(from, to, Long.MAX_VALUE);
  }

  private static String copied(Path from, Path to, long most) throws IOException {
    MessageDigest sha = sha256();
    try (FileChannel in = FileChannel.open(from, StandardOpenOption.READ);
        FileChannel out = FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      long left = most;
      while (left > 0 && in.read(buffer.clear().limit((int) Math.min(BUFFER, left))) > 0) {
        buffer.flip();
        left -= buffer.remaining();
        sha.update(buffer.duplicate());
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
      }
      out.force(true);
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  static String hash(Path file) throws IOException {
    MessageDigest sha = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // the digest sees it
      }
    }
    return HexFormat.of().formatHex(sha.digest());
  }

  /** Writes a file that is on the disk when this returns. */
  static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        out.write(buffer);
      }
      out.force(true);
    }
  }

  static String hash(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK should have SHA-256", e);
    }
  }

  Map<String, String> hashes() {
    return hashes;
  }

  /** How many files were linked. */
  long linked() {
    return linked;
  }

  /** How many bytes were written. */
  long written() {
    return written;
  }
}
