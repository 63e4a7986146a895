package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class UsageTest {
  @TempDir Path folder;

  static List<List<String>> commands() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    List<List<String>> all = new ArrayList<>();
    collect(CommandLineTree.create(nowhere, nowhere), List.of(), all);
    return all;
  }

  private static void collect(CommandLine line, List<String> path, List<List<String>> all) {
    all.add(path);
    line.getSubcommands().forEach((name, sub) -> collect(sub, Stream.concat(path.stream(), Stream.of(name)).toList(), all));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void every_command_explains_itself_in_chinese(List<String> command) {
    PrintStream before = System.err;
    ByteArrayOutputStream warnings = new ByteArrayOutputStream();
    System.setErr(new PrintStream(warnings, true, StandardCharsets.UTF_8));
    Run help;
    try {
      help = Run.of(Stream.concat(command.stream(), Stream.of("--help")).toArray()).ended(0);
    } finally {
      System.setErr(before);
    }
    assertEquals("", help.err());
    assertFalse(warnings.toString(StandardCharsets.UTF_8).contains("[picocli WARN]"), warnings.toString(StandardCharsets.UTF_8));
    assertTrue(help.out().startsWith("用法：" + String.join(" ", Stream.concat(Stream.of("qingzheng"), command.stream()).toList())), help.out());
    List<String> lines = help.out().lines().filter(l -> !l.isBlank()).toList();
    assertTrue(lines.stream().skip(1).limit(4).anyMatch(l -> l.matches(".*\\p{IsHan}.*")), help.out());
    assertTrue(lines.stream().filter(l -> l.matches("\\s+(-\\w, +)?--?\\w.*")).count() >= 1, help.out());
  }

  @Test
  void every_option_and_argument_has_a_chinese_description() {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    for (List<String> path : commands()) {
      CommandLine line = CommandLineTree.create(nowhere, nowhere);
      for (String name : path) {
        line = line.getSubcommands().get(name);
      }
      for (CommandLine.Model.ArgSpec arg : line.getCommandSpec().args()) {
        assertTrue(String.join("", arg.description()).matches(".*\\p{IsHan}.*"), path + " " + arg);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("commands")
  void an_unknown_option_is_refused_by_every_command(List<String> command) {
    Run run = Run.of(Stream.concat(command.stream(), Stream.of("--nosuch", "a=1")).toArray());
    run.refused("--help");
    // What is missing may be said first.
    assertTrue(run.err().contains("--nosuch") || run.err().startsWith("缺少参数："), run.err());
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "nosuch | 不认识的参数：nosuch",
      "evidence nosuch | 不认识的参数：nosuch",
      "analyze | 缺少参数：PATH",
      "case state --by 张三 2026-000001 涉及证书 | “涉及证书”应写成 NAME=VALUE",
      "analyze --at 2026-02-30 x.html | --at 不能是“2026-02-30”，应为日期",
      "analyze --promoter filed x.html | --promoter 不能是“filed”，应为 UNAPPROVED、FILED、ORGAN、UNKNOWN 之一",
      "analyze --json --json x.html | 选项只能写一次：--json",
      "analyze --at | 缺少参数：--at",
      "search --limit many 包过 | --limit 不能是“many”，应为整数",
      "search --limit 0 包过 | --limit 应为 1 到",
      "search --limt 包过 | 不认识的参数：--limt",
      "officer add 张三 | 缺少参数：--number、--role",
      "case dismiss --by 张三 | 缺少参数：CASE|FINGERPRINT",
      "evidence verify | 缺少参数：ZIP|DIR",
      "officer suspend B001 | 缺少参数：--reason",
      "report --as-of 昨天 | --as-of 不能是“昨天”，应为日期，写法如 2026-11-28",
      "registry import | 缺少参数：CSV",
      "evaluate | 缺少参数：FILE.jsonl",
      "serve --port high | --port 不能是“high”，应为整数"
  })
  void wrong_use_is_one_chinese_line(String line, String expected) {
    Run.of((Object[]) line.split(" ")).refused(expected);
  }

  @Test
  void a_group_of_commands_alone_shows_what_it_holds() {
    for (String group : List.of("case", "evidence", "notice", "registry", "officer", "audit")) {
      assertTrue(Run.of(group).ended(0).out().contains("命令："), group);
    }
    assertTrue(Run.of().ended(0).out().contains("demo"));
  }

  @Test
  void commands_that_need_a_home_refuse_one_that_is_none() throws Exception {
    Path missing = folder.resolve("nosuch");
    for (String command : List.of("search 包过", "case list", "case show 2026-000001", "notice list", "report", "reindex", "evidence build 2026-000001")) {
      Run.of(withHome(command, missing)).refused("数据目录不存在", "--home");
      Run.of(withHome(command, folder)).refused("不是清证的数据目录", "--home");
    }
    try (var files = java.nio.file.Files.list(folder)) {
      assertEquals(List.of(), files.toList(), "nothing is put into a folder that is something else");
    }
  }

  private static Object[] withHome(String command, Path home) {
    return (command + " --home " + home).split(" ");
  }

  @Test
  void without_its_data_files_the_program_says_how_to_start_it() {
    Run.under(folder, "search", "--home", folder, "包过").ended(2);
    Run.under(folder, "doctor").refused("wordlists", "./qingzheng");
  }
}
