package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KillTest {
  @TempDir Path folder;

  @Test
  void no_acknowledged_change_is_lost_or_doubled_by_kill_9() throws Exception {
    Path file = folder.resolve("qingzheng.db");
    int next = 0;
    for (int round = 0; round < 3; round++) {
      List<String> said = recordAndKill(file, next, 150 + 40 * round);
      int last = Integer.parseInt(said.get(said.size() - 1).split(" ")[0]);
      check(file, last);
      // The page after the last acknowledged one may or may not be there: the next child begins with it again.
      next = last + 1;
    }
  }

  private static List<String> recordAndKill(Path file, int from, int acknowledgements) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), RecordingChild.class.getName(), file.toString(), Integer.toString(from))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> said = new ArrayList<>();
    try (BufferedReader out = child.inputReader()) {
      assertEquals("ready", out.readLine());
      while (said.size() < acknowledgements) {
        said.add(out.readLine());
      }
      // By its handle: Process.destroyForcibly would close the pipe that is still to be read.
      assertTrue(child.toHandle().destroyForcibly());
      child.waitFor();
      // What was in the pipe when it died was acknowledged too.
      out.lines().filter(line -> line.matches("\\d+ \\d+ [A-Z_]+")).forEach(said::add);
    }
    assertTrue(said.stream().allMatch(line -> line.endsWith("2 NEW")), "each page is new, also the one begun twice");
    return said;
  }

  private static void check(Path file, int last) {
    try (Casebook book = Casebook.open(file, Sample.CLOCK)) {
      List<PageRecord> pages = book.pages("r1");
      Set<String> ids = new HashSet<>(pages.stream().map(PageRecord::captureId).toList());
      for (int i = 0; i <= last; i++) {
        assertTrue(ids.contains("c" + i), "acknowledged page " + i + " should be there");
      }
      assertTrue(pages.size() == last + 1 || pages.size() == last + 2, "at most one page was under way, was: " + pages.size());
      assertEquals(2L * pages.size(), book.count(FindingFilter.all()));
      assertEquals(2 * pages.size(), book.changes("r1").stream().mapToInt(ChangeSummary::findings).sum());
      List<CaseFile> cases = book.cases();
      for (int i = 0; i < cases.size(); i++) {
        assertEquals("2026-%06d".formatted(i + 1), cases.get(i).id());
      }
      assertInstanceOf(AuditVerdict.Intact.class, book.verifyAudit());
    }
  }
}
