package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** Reads records wherever they are by now: files are renamed when they are finished, records are moved when others go. */
final class ArchiveReader {
  private final Path dir;
  private final Moves moves;

  ArchiveReader(Path dir, Moves moves) {
    this.dir = dir;
    this.moves = moves;
  }

  /** The exact bytes of a record. */
  byte[] bytes(ArchivedRecord record) throws IOException {
    try {
      return bytes(record, new Moves.Place(record.file(), record.offset()));
    } catch (NoSuchFileException e) {
      // Whoever holds the capture may have read it before its records were moved.
      Optional<Moves.Place> now = moves.of(record.file(), record.offset());
      if (now.isEmpty()) {
        throw e;
      }
      return bytes(record, now.get());
    }
  }

  private byte[] bytes(ArchivedRecord record, Moves.Place at) throws IOException {
    try (FileChannel file = open(at.file())) {
      ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(record.length()));
      while (bytes.hasRemaining()) {
        if (file.read(bytes, at.offset() + bytes.position()) < 0) {
          throw new IOException(at.file() + " ends before record " + record.recordId());
        }
      }
      return bytes.array();
    }
  }

  /** An answer, with the original that it refers to at its present place. */
  StoredAnswer answer(ArchivedRecord record) throws IOException {
    StoredAnswer stored = StoredAnswer.parse(bytes(record));
    Optional<Moves.Place> now = stored.refersTo().map(p -> moves.of(p.file(), p.offset()).orElse(p));
    return new StoredAnswer(stored.head(), stored.contentEncoding(), stored.body(), now);
  }

  StoredAnswer answer(Moves.Place at) throws IOException {
    try (FileChannel file = open(at.file())) {
      return StoredAnswer.read(file, at.offset());
    }
  }

  /** Bytes of the member that lies there. */
  long length(Moves.Place at) throws IOException {
    try (FileChannel file = open(at.file())) {
      return GzipMember.copy(file, at.offset(), OutputStream.nullOutputStream()) - at.offset();
    }
  }

  /** Opens a file whatever its name is at this moment: it may be renamed between two looks. */
  private FileChannel open(String file) throws IOException {
    if (file.contains("/") || file.contains("\\") || file.startsWith(".")) {
      throw new IOException("not a file of the archive: " + file);
    }
    for (String name : List.of(file, file + WarcFile.OPEN)) {
      try {
        return FileChannel.open(dir.resolve(name), StandardOpenOption.READ);
      } catch (NoSuchFileException e) {
        // the other name, then
      }
    }
    return FileChannel.open(dir.resolve(file), StandardOpenOption.READ);
  }
}
