package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OfficerCommandTest {
  @TempDir Path folder;

  /** Registers somebody and keeps the token in a file that only the owner can read. */
  private Path add(Path home, String name, String number, String role, Object... more) throws IOException {
    Object[] args = new Object[8 + more.length];
    System.arraycopy(new Object[] {"officer", "add", "--home", home, "--number", number, "--role", role}, 0, args, 0, 8);
    System.arraycopy(more, 0, args, 8, more.length);
    Object[] all = java.util.Arrays.copyOf(args, args.length + 1);
    all[args.length] = name;
    Run run = Run.of(all).ended(0);
    Matcher token = Pattern.compile("qz_[A-Za-z0-9_-]+").matcher(run.out());
    assertTrue(token.find(), run.out());
    Path file = folder.resolve(number + ".token");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, token.group() + "\n");
  }

  @Test
  void once_officers_are_registered_a_decision_needs_a_token() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    String id = SampleHome.cases(home).get(0);
    Path admin = add(home, "安岚", "A1", "安全管理员");
    Path writer = add(home, "白果", "B1", "经办", "--token-file", admin);
    Path auditor = add(home, "方正之", "F1", "审计管理员", "--token-file", admin);
    Run.of("case", "confirm", "--home", home, "--by", "白果", id).refused("没有出示令牌", "QINGZHENG_TOKEN");
    Run.of("case", "confirm", "--home", home, "--by", "张三", "--token-file", writer, id).refused("令牌却是白果（B1）的");
    Run.of("case", "confirm", "--home", home, "--token-file", auditor, id).refused("没有“经办、复核、签发”角色");
    Files.setPosixFilePermissions(writer, PosixFilePermissions.fromString("rw-r--r--"));
    Run.of("case", "confirm", "--home", home, "--token-file", writer, id).refused("chmod 600");
    Files.setPosixFilePermissions(writer, PosixFilePermissions.fromString("rw-------"));
    Run.of("case", "confirm", "--home", home, "--token-file", writer, id).ended(0);

    Run.of("audit", "list", "--home", home, "--token-file", writer).refused("没有“审计管理员”角色");
    String log = Run.of("audit", "list", "--home", home, "--token-file", auditor, "--who", "B1").ended(0).out();
    assertTrue(log.contains("白果（B1）") && log.contains("确认案件") && !log.contains("登记人员"), log);
    assertTrue(Run.of("audit", "verify", "--home", home).ended(0).out().startsWith("审计记录完整："));
    assertFalse(Run.of("officer", "list", "--home", home).ended(0).out().contains("qz_"));

    Run.of("officer", "suspend", "--home", home, "--token-file", admin, "--reason", "调离", "B1").ended(0);
    Run.of("case", "confirm", "--home", home, "--token-file", writer, id).refused("令牌无效或已作废");
  }

  @Test
  void what_was_decided_is_written_as_samples_that_evaluate_reads() throws IOException {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    String id = SampleHome.cases(home).get(0);
    Path out = folder.resolve("samples.jsonl");
    Run.of("case", "samples", "--home", home, "--by", "张三", "--out", out).ended(1);
    Run.of("case", "dismiss", "--home", home, "--by", "张三", "--reason", "已取得备案", id).ended(0);
    Run.of("case", "samples", "--home", home, "--by", "张三", "--out", out).ended(0);
    assertTrue(Files.readString(out).contains("已取得备案"));
    Run evaluated = Run.of("evaluate", out);
    assertEquals("", evaluated.err());
  }
}
