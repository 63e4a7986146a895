package cn.qingzheng.console.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.Run;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.sample.SampleWeb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 in the middle of a scan, then run again: nothing lost, nothing doubled. */
class KilledScanTest {
  @TempDir Path folder;

  @Test
  void a_killed_scan_goes_on_and_ends_as_if_it_had_not_been_killed() throws Exception {
    Path killed = folder.resolve("killed");
    kill(killed, () -> captured(killed) >= 25);
    kill(killed, () -> captured(killed) >= 70);
    kill(killed, () -> packages(killed) >= 9);
    try (SampleWeb web = SampleWeb.start()) {
      ScanReport report = SampleScan.runWithoutBrowser(killed, web);
      ScanReport whole = SampleScan.runWithoutBrowser(folder.resolve("whole"), web);
      try (Casebook a = casebook(killed);
          Casebook b = casebook(folder.resolve("whole"))) {
        List<Run> runs = a.runs();
        assertEquals(1, runs.size(), "the same run went on");
        assertTrue(runs.get(0).ended().isPresent());
        assertEquals(pages(b, whole.runId()), pages(a, report.runId()), "every page once");
        assertEquals(fingerprints(b), fingerprints(a), "every finding once");
        assertTrue(a.verifyAudit() instanceof AuditVerdict.Intact);
        assertEquals(List.of(), report.evidence().problems());
        assertEquals(9, report.evidence().kept(), 2, "packages sealed before the last kill");
        assertEquals(report.evidence().built().size(), report.evidence().withoutPicture());
        assertEquals(whole.evidence().built().size(), packages(killed), "no package is lost or made twice");
      }
    }
  }

  private static void kill(Path home, BooleanSupplier farEnough) throws IOException, InterruptedException {
    Process scan =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dqingzheng.root=" + SampleScan.root(),
                "-Dqingzheng.logs=" + home.resolve("logs"),
                "-cp", System.getProperty("java.class.path"),
                SampleScan.class.getName(), home.toString())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = scan.inputReader(StandardCharsets.UTF_8)) {
      while (scan.isAlive() && !farEnough.getAsBoolean()) {
        Thread.onSpinWait();
        if (out.ready()) {
          out.readLine();
        }
      }
    }
    assertTrue(scan.isAlive(), "the scan should still be going on when it is killed");
    scan.destroyForcibly().waitFor();
  }

  private static long packages(Path home) {
    try (Stream<Path> files = Files.walk(home.resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).count();
    } catch (IOException | UncheckedIOException notNow) {
      return 0;
    }
  }

  /** How far it is, read from the casebook as another process may. */
  private static int captured(Path home) {
    if (!Files.exists(new Home(home).casebook())) {
      return 0;
    }
    try (Casebook casebook = casebook(home)) {
      return casebook.runs().stream().findFirst().map(Run::pages).orElse(0);
    }
  }

  private static Map<URI, Long> pages(Casebook casebook, String runId) {
    Map<URI, Long> counts = new HashMap<>();
    casebook.pages(runId).stream().map(PageRecord::url).forEach(u -> counts.merge(u, 1L, Long::sum));
    return counts;
  }

  private static Set<String> fingerprints(Casebook casebook) {
    return casebook.findings(FindingFilter.all()).stream()
        .map(r -> r.finding().fingerprint())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Casebook casebook(Path home) {
    return Casebook.open(new Home(home).casebook(), Clock.systemUTC());
  }
}
