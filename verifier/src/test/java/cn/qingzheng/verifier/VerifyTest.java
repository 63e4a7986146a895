package cn.qingzheng.verifier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyTest {
  @TempDir Path folder;

  private record Run(int exit, String out, String err) {}

  private static Run run(Object... args) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    String[] words = java.util.Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
    int exit = Verify.run(words, new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
    return new Run(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  @Test
  void wrong_use_is_said_in_chinese_and_nothing_is_verified() throws IOException {
    Path zip = Files.writeString(folder.resolve("a.zip"), "no package");
    for (Object[] args : new Object[][] {
      {}, {"--help"}, {"--trust"}, {zip, "--expect"}, {"--verbose", zip}, {zip, folder.resolve("gone.zip")}, {"--trust", zip, zip}
    }) {
      Run run = run(args);
      assertEquals(2, run.exit(), run.err());
      assertEquals("", run.out());
      assertTrue(run.err().matches("(?s).*\\p{IsHan}.*"), run.err());
    }
  }

  @Test
  void what_is_no_package_does_not_pass_and_is_told_for_people_or_for_programs() throws IOException {
    Path zip = Files.writeString(folder.resolve("a.zip"), "no package");
    Run text = run(zip, folder);
    assertEquals(1, text.exit());
    assertEquals(2, text.out().lines().filter(l -> l.equals("结论：核验未通过")).count(), text.out());
    Run json = run("--json", zip);
    assertEquals(1, json.exit());
    assertTrue(json.out().startsWith("{") && json.out().contains("\"valid\": false"), json.out());
  }
}
