package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.scan.SampleScan;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command line run in this process, as the shell would see it.
 *
 * @param code what the shell gets
 */
record Run(int code, String out, String err) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static Run of(Object... args) {
    return under(SampleScan.root(), args);
  }

  /** With the program's data files in another folder. */
  static Run under(Path root, Object... args) {
    String before = System.getProperty("qingzheng.root", "");
    System.setProperty("qingzheng.root", root.toString());
    try {
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      String[] words = Arrays.stream(args).map(String::valueOf).toArray(String[]::new);
      int code = CommandLineTree.create(new PrintWriter(out, true), new PrintWriter(err, true)).execute(words);
      return new Run(code, out.toString(), err.toString());
    } finally {
      System.setProperty("qingzheng.root", before);
    }
  }

  /** Ended as it should; gives itself. */
  Run ended(int expected) {
    assertEquals(expected, code, () -> "out:\n" + out + "\nerr:\n" + err);
    return this;
  }

  /** Wrong use: nothing printed but one line that holds these words. */
  void refused(String... words) {
    ended(ExitCode.USAGE);
    assertEquals("", out);
    assertEquals(1, err.lines().count(), err);
    for (String word : words) {
      assertTrue(err.contains(word), () -> "“" + word + "” should be in: " + err);
    }
    assertTrue(err.matches("(?s).*\\p{IsHan}.*"), err);
  }

  List<JsonNode> json() {
    return out.lines().map(JSON::readTree).toList();
  }
}
