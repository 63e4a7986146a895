package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** The process that is killed: four threads archive pages and say where each response lies once it is safe. */
final class AppendForever {
  private AppendForever() {}

  public static void main(String[] args) throws IOException {
    // Small files, so that kills fall into rotations too.
    Archive archive = Archive.open(Path.of(args[0]), Clock.systemUTC(), 2_000_000);
    AtomicInteger next = new AtomicInteger();
    for (int t = 0; t < 4; t++) {
      new Thread(() -> appendAll(archive, next)).start();
    }
  }

  private static void appendAll(Archive archive, AtomicInteger next) {
    try {
      while (true) {
        URI url = URI.create("http://school.example/" + next.incrementAndGet());
        ArchivedExchange exchange =
            Exchanges.of(Exchanges.hop(url, "HTTP/1.1 200 OK\r\n\r\n", body(url.getPath()), Optional.empty()));
        ArchivedRecord r = archive.append(exchange).get(1);
        String line = String.join(" ", r.type(), r.recordId(), r.uri().toString(), r.file(), "" + r.offset(), "" + r.length());
        synchronized (System.out) {
          System.out.println(line);
          System.out.flush();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes that depend on the path only and do not compress. */
  static byte[] body(String path) {
    byte[] body = new byte[40_000];
    new Random(Arrays.hashCode(path.getBytes(StandardCharsets.UTF_8))).nextBytes(body);
    return body;
  }
}
