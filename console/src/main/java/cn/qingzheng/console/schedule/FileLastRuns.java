package cn.qingzheng.console.schedule;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One small file per task: the time on the first line, the outcome on the second. Replaced whole, never half. */
public final class FileLastRuns implements LastRuns {
  private static final Logger LOG = LoggerFactory.getLogger(FileLastRuns.class);

  private final Path folder;

  public FileLastRuns(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<LastRun> last(String task) {
    Path file = file(task);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
      return Optional.of(new LastRun(Instant.parse(lines.getFirst()), String.join(" ", lines.subList(1, lines.size()))));
    } catch (IOException | DateTimeParseException | java.util.NoSuchElementException unreadable) {
      LOG.warn("last run in {} cannot be read, taken as none", file, unreadable);
      return Optional.empty();
    }
  }

  @Override
  public void record(String task, LastRun run) {
    Path file = file(task);
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.createDirectories(folder);
      ByteBuffer bytes = StandardCharsets.UTF_8.encode(run.at() + "\n" + run.outcome() + "\n");
      try (FileChannel out = FileChannel.open(
          next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(String task) {
    if (!task.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("task should be a short lower-case name, was: " + task);
    }
    return folder.resolve(task + ".lastrun");
  }
}
