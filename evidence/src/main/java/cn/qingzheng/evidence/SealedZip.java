package cn.qingzheng.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** Brings a package to disk: under a hidden name first, and under its own only when it is whole and verified. */
final class SealedZip {
  private static final int BUFFER = 1 << 16;

  private SealedZip() {}

  static Path part(Path folder, String id) throws IOException {
    return Files.createTempFile(folder, "." + id + "-", ".part");
  }

  /** @throws EvidenceException if what was written does not verify */
  static void write(Path part, String id, Instant sealedAt, List<Content> contents)
      throws IOException, EvidenceException {
    try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
      OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
      ZipWriter.write(out, ZipForm.sealedAt(sealedAt), id, contents);
      out.flush();
      channel.force(true);
    }
    VerificationReport report = new EvidenceVerifier().verify(part);
    if (!report.valid()) {
      throw new EvidenceException(report.failures());
    }
  }

  /** By hard link, because a move would replace a package of the same name that appeared meanwhile. */
  static void publish(Path part, Path target) throws IOException {
    try {
      Files.createLink(target, part);
    } catch (UnsupportedOperationException e) {
      Files.move(part, target);
    }
    sync(target.toAbsolutePath().getParent());
  }

  /** Puts the same package with more in it in the place of the old one. */
  static void replace(Path part, Path target) throws IOException {
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    sync(target.toAbsolutePath().getParent());
  }

  private static void sync(Path folder) {
    try (FileChannel channel = FileChannel.open(folder)) {
      channel.force(true);
    } catch (IOException e) {
      // Some systems cannot open a folder; the file itself is on disk.
    }
  }
}
