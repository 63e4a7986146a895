package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledBuildTest {
  private static final int KILLS = 6;

  @TempDir Path temp;

  @Test
  void a_killed_process_leaves_whole_packages_or_none() throws Exception {
    Random random = new Random(5);
    int packages = 0;
    for (int i = 0; i < KILLS; i++) {
      Path target = Files.createDirectories(temp.resolve("out" + i));
      Process child = new ProcessBuilder(Run.java(), "-cp", System.getProperty("java.class.path"),
              Endless.class.getName(), temp.resolve("in" + i).toString(), target.toString())
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
        assertEquals("sealed", lines.readLine());
        // The exact moment does not matter: wherever it falls, what is there has to be whole.
        child.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS);
        child.destroyForcibly().waitFor();
      }
      packages += wholePackages(target);
    }
    assertTrue(packages >= KILLS, "every child should have sealed one, was: " + packages);
  }

  private static int wholePackages(Path target) throws IOException {
    try (Stream<Path> files = Files.list(target)) {
      List<Path> zips = files.filter(f -> f.toString().endsWith(".zip")).toList();
      for (Path zip : zips) {
        VerificationReport report = new EvidenceVerifier().verify(zip);
        assertTrue(report.valid(), report.text());
      }
      return zips.size();
    }
  }

  /** Seals one package after the other, each with a document large enough to be caught in the middle. */
  static final class Endless {
    private Endless() {}

    public static void main(String[] args) throws Exception {
      Path in = Files.createDirectories(Path.of(args[0]));
      Path large = Files.write(in.resolve("large.bin"), new byte[3 << 20]);
      for (int i = 0; ; i++) {
        Sample sample = new Sample(in);
        sample.id = "EV-" + i;
        sample.documents = java.util.Map.of("large.bin", large);
        sample.zip(Path.of(args[1]));
        System.out.println("sealed");
      }
    }
  }
}
