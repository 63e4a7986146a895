package cn.qingzheng.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that writes is killed without warning; the index opens and holds what was committed. */
class KilledWriterTest {
  private static final HandFolding FOLDING = new HandFolding(false);
  private static final HandSegmentation WORDS = new HandSegmentation("包过");

  @TempDir Path dir;

  @Test
  void what_was_committed_outlives_a_killed_writer() throws Exception {
    List<String> command = List.of(
        ProcessHandle.current().info().command().orElseThrow(), "-cp", System.getProperty("java.class.path"),
        "--enable-native-access=ALL-UNNAMED", Writer.class.getName(), dir.toString());
    Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    int committed = 0;
    try (BufferedReader told =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      while (committed < 60) {
        committed = Integer.parseInt(told.readLine());
      }
      process.toHandle().destroyForcibly();
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        committed = line.matches("\\d+") ? Integer.parseInt(line) : committed;
      }
    } finally {
      process.destroyForcibly().waitFor();
    }
    assertFalse(process.exitValue() == 0, "the writer should have been killed");
    try (EvidenceIndex index = EvidenceIndex.open(dir, FOLDING, WORDS, Standings.none())) {
      int there = index.size();
      assertTrue(there >= committed, there + " of " + committed);
      assertEquals(there, index.search(SearchRequest.of("包过")).total());
    }
  }

  /** Puts and commits for ever, and tells after each commit how many pages are in. */
  static final class Writer {
    private Writer() {}

    public static void main(String[] args) throws IOException {
      EvidenceIndex index = EvidenceIndex.open(Path.of(args[0]), FOLDING, WORDS, Standings.none());
      for (int i = 1; ; i++) {
        index.put(Pages.page("c" + i, "http://a.example/" + i, "包过第" + i + "页").build());
        if (i % 20 == 0) {
          index.commit();
          System.out.println(i);
        }
      }
    }
  }
}
