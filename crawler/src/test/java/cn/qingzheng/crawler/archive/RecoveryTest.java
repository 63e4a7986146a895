package cn.qingzheng.crawler.archive;

import static cn.qingzheng.crawler.archive.Exchanges.capture;
import static cn.qingzheng.crawler.archive.Exchanges.hop;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ArchivedRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecoveryTest {
  @TempDir Path dir;

  @Test
  void what_was_acknowledged_survives_kill_9_and_the_files_validate() throws Exception {
    List<ArchivedRecord> acknowledged = new ArrayList<>();
    for (int round = 1; round <= 3; round++) {
      acknowledged.addAll(killAfter(round * 25));
      assertTrue(names().stream().anyMatch(n -> n.endsWith(".open")), "killed while writing");
      Archive.open(dir, Clock.systemUTC()).close();
      assertFalse(names().stream().anyMatch(n -> n.endsWith(".open")), "finished: " + names());
    }
    // One may have been killed between the end of a file and its index.
    assertTrue(new ArchiveIndex(dir).complete() <= 3);
    assertTrue(WarcChecks.allValid(dir) > 3 * acknowledged.size());
    assertEquals(names().stream().filter(n -> n.endsWith(".warc.gz")).count(), names().stream().filter(n -> n.endsWith(".cdxj")).count());
    try (Archive archive = Archive.open(dir, Clock.systemUTC())) {
      for (ArchivedRecord r : acknowledged) {
        byte[] body = AppendForever.body(r.uri().getPath());
        assertArrayEquals(body, archive.body(capture(List.of(r), body)).orElseThrow());
      }
    }
    assertTrue(acknowledged.size() >= 150, "acknowledged: " + acknowledged.size());
  }

  @Test
  void a_torn_exchange_is_cut_wherever_it_tore() throws Exception {
    List<ArchivedRecord> records;
    Path live = dir.resolve("live");
    Archive writer = Archive.open(live, Clock.systemUTC());
    writer.append(Exchanges.of(hop("HTTP/1.1 200 OK\r\n\r\n", AppendForever.body("/0"))));
    URI other = URI.create("http://other.example/");
    records =
        writer.append(
            Exchanges.of(
                hop("HTTP/1.1 302 Found\r\n\r\n", new byte[0]),
                hop(other, "HTTP/1.1 200 OK\r\n\r\n", "short".getBytes(StandardCharsets.UTF_8), Optional.empty())));
    byte[] whole = Files.readAllBytes(live.resolve(records.get(0).file() + ".open"));
    writer.close();
    // Of two hops with three records each, not one may be missing.
    long begin = records.get(0).offset();
    for (int end = (int) begin + 1; end < whole.length; end += 7) {
      Path copy = Files.createDirectories(dir.resolve("cut" + end));
      Files.write(copy.resolve("a.warc.gz.open"), Arrays.copyOf(whole, end));
      Archive.open(copy, Clock.systemUTC()).close();
      assertEquals(begin, Files.size(copy.resolve("a.warc.gz")));
      assertEquals(end - begin, Files.size(copy.resolve("a.warc.gz.open.torn")));
    }
    assertEquals(4, WarcChecks.valid(dir.resolve("cut" + (begin + 1) + "/a.warc.gz")).size());
  }

  @Test
  void a_file_of_that_name_is_not_written_over() throws Exception {
    Path left = Files.createDirectories(dir.resolve("left"));
    try (Archive writer = Archive.open(dir.resolve("live"), Clock.systemUTC())) {
      writer.append(Exchanges.of(hop("HTTP/1.1 200 OK\r\n\r\n", AppendForever.body("/1"))));
    }
    Path file;
    try (Stream<Path> files = Files.list(dir.resolve("live"))) {
      file = files.filter(f -> f.toString().endsWith(".gz")).findFirst().orElseThrow();
    }
    Files.copy(file, left.resolve("a.warc.gz.open"));
    Files.writeString(left.resolve("a.warc.gz"), "precious");
    Archive.open(left, Clock.systemUTC()).close();
    assertEquals("precious", Files.readString(left.resolve("a.warc.gz")));
    assertTrue(Files.exists(left.resolve("a.warc.gz.open")));
  }

  @Test
  void zeros_and_garbage_after_the_last_record_are_cut_and_an_empty_file_goes() throws Exception {
    Path live = dir.resolve("live");
    List<ArchivedRecord> records;
    try (Archive writer = Archive.open(live, Clock.systemUTC())) {
      records = writer.append(Exchanges.of(hop("HTTP/1.1 200 OK\r\n\r\n", AppendForever.body("/1"))));
    }
    byte[] whole = Files.readAllBytes(live.resolve(records.get(0).file()));
    Path left = Files.createDirectories(dir.resolve("left"));
    Files.write(left.resolve("zeros.warc.gz.open"), Arrays.copyOf(whole, whole.length + 5000));
    Files.write(left.resolve("empty.warc.gz.open"), new byte[0]);
    Files.write(left.resolve("whole.warc.gz.open"), whole);
    Archive.open(left, Clock.systemUTC()).close();
    assertArrayEquals(whole, Files.readAllBytes(left.resolve("zeros.warc.gz")));
    assertArrayEquals(whole, Files.readAllBytes(left.resolve("whole.warc.gz")));
    assertFalse(Files.exists(left.resolve("empty.warc.gz")));
    assertFalse(Files.exists(left.resolve("empty.warc.gz.open")));
  }

  private List<ArchivedRecord> killAfter(int lines) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), AppendForever.class.getName(), dir.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<ArchivedRecord> acknowledged = new ArrayList<>();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      for (int i = 0; i < lines; i++) {
        acknowledged.add(record(out.readLine()));
      }
      child.toHandle().destroyForcibly(); // Process.destroyForcibly would close the pipe as well
      // What it said before it died counts as acknowledged too; the last line may be torn.
      List<String> rest = out.lines().toList();
      rest.stream().limit(Math.max(0, rest.size() - 1)).map(RecoveryTest::record).forEach(acknowledged::add);
    }
    assertEquals(137, child.waitFor());
    return acknowledged;
  }

  private static ArchivedRecord record(String line) {
    String[] f = line.split(" ");
    return new ArchivedRecord(f[0], f[1], URI.create(f[2]), f[3], Long.parseLong(f[4]), Long.parseLong(f[5]));
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
