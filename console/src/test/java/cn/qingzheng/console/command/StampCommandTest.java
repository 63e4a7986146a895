package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StampCommandTest {
  @TempDir Path folder;

  private static void evidence(Path home, String lines) throws IOException {
    Path settings = home.resolve("qingzheng.yaml");
    String kept = Files.readString(settings).replaceAll("(?s)\nevidence:\n.*", "\n");
    Files.writeString(settings, kept.stripTrailing() + "\nevidence:\n" + lines.indent(2));
  }

  private static List<Path> packages(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve("evidence"))) {
      return files.filter(f -> f.toString().endsWith(".zip")).sorted().toList();
    }
  }

  @Test
  void what_lacks_a_time_stamp_is_stamped_when_an_authority_is_there_and_stays_in_the_queue_until_then() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    int all = packages(home).size();
    mistake(Run.of("evidence", "stamp", "--home", home), "没有配置时间戳机构", "timestamp_authorities");
    try (LoopbackAuthority authority = new LoopbackAuthority()) {
      evidence(home, "timestamp_authorities: [\"" + authority.uri() + "\"]\ntrusted_roots: root.pem");
      mistake(Run.of("evidence", "stamp", "--home", home), "root.pem", "根证书");
      Path root = authority.root(home.resolve("root.pem"));
      authority.away = true;
      String away = Run.of("evidence", "stamp", "--home", home).ended(1).out();
      assertTrue(away.contains("取得时间戳的证据包 0 个，仍待补的 " + all + " 个。") && away.contains("HTTP 状态 503"), away);
      assertTrue(Run.of("evidence", "stamp", "--home", home, "--list").ended(0).out().contains("待补时间戳的证据包 " + all + " 个"));
      authority.away = false;
      Path first = packages(home).get(0);
      String id = first.getFileName().toString().replace(".zip", "");
      mistake(Run.of("evidence", "stamp", "--home", home, "EV-20200101-000001"), "没有这个证据包");
      assertTrue(Run.of("evidence", "stamp", "--home", home, id).ended(0).out().startsWith(id));
      String verified = Run.of("evidence", "verify", "--trust", root, first).ended(0).out();
      assertTrue(verified.contains("[通过] 可信时间戳（SM3）") && verified.contains("由所信任的机构认证"), verified);
      String rest = Run.of("evidence", "stamp", "--home", home).ended(0).out();
      assertTrue(rest.contains("取得时间戳的证据包 " + (all - 1) + " 个，仍待补的 0 个。"), rest);
    }
    for (Path zip : packages(home)) {
      Run.of("evidence", "verify", zip).ended(0);
    }
    try (Casebook casebook = Casebook.open(home.resolve("qingzheng.db"), Clock.systemUTC())) {
      assertInstanceOf(AuditVerdict.Intact.class, casebook.verifyAudit());
      assertEquals(all, casebook.audit(0, 10_000).stream().filter(a -> a.what().equals("补做时间戳")).count());
    }
  }

  @Test
  void packages_are_signed_with_the_key_of_the_settings_and_nothing_is_made_without_its_password() throws Exception {
    Path home = SampleHome.copyTo(folder.resolve("home"));
    Path settings = home.resolve("qingzheng.yaml");
    Files.writeString(settings, Files.readString(settings).replace("crawl:\n", "crawl:\n  browser: false\n"));
    String id = SampleHome.cases(home).stream().filter(c -> Run.of("case", "show", "--home", home, c).out().lines().findFirst().orElse("").contains("百汇聚商城（演示）（卖家待查）")).findFirst().orElseThrow();
    Run.of("case", "confirm", "--home", home, "--by", "张三", id).ended(0);
    try (LoopbackAuthority authority = new LoopbackAuthority()) {
      authority.pkcs12(home.resolve("seal.p12"), "geheim77");
      evidence(home, "key: seal.p12");
      mistake(build(home, id), "QINGZHENG_KEY_PASSWORD");
      evidence(home, "key: seal.p12\nkey_password_file: seal.txt");
      Path password = Files.writeString(home.resolve("seal.txt"), "falsch88\n");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-r--r--"));
      mistake(build(home, id), "chmod 600");
      Files.setPosixFilePermissions(password, PosixFilePermissions.fromString("rw-------"));
      Run wrong = build(home, id);
      mistake(wrong, "密码不对");
      assertFalse((wrong.out() + wrong.err()).contains("falsch88"));
      Files.writeString(password, "geheim77\n");
      String built = build(home, id).ended(0).out();
      String zip = built.lines().findFirst().orElseThrow().replaceFirst("^\\S+\\s+", "");
      String verified = Run.of("evidence", "verify", "--trust", authority.root(folder.resolve("root.pem")), zip).ended(0).out();
      assertTrue(verified.contains("[通过] 机关签名：由 CN=示例时间戳机构 签名"), verified);
    }
  }

  private static void mistake(Run run, String... words) {
    run.ended(ExitCode.USAGE);
    assertEquals("", run.out());
    for (String word : words) {
      assertTrue(run.err().contains(word), () -> "“" + word + "” should be in: " + run.err());
    }
  }

  private static Run build(Path home, String id) {
    return Run.of("evidence", "build", "--home", home, "--seeds", SampleHome.seeds(), id);
  }

  @Test
  void the_value_written_in_a_letter_is_compared() {
    Path zip = SampleHome.evidencePackage();
    String said = Run.of("evidence", "verify", zip).ended(0).out().lines().filter(l -> l.startsWith("manifest-sha256.txt 的 SM3")).findFirst().orElseThrow().replaceAll(".*：", "");
    Run.of("evidence", "verify", "--expect", said.toUpperCase(Locale.ROOT), zip).ended(0);
    String other = Run.of("evidence", "verify", "--expect", "0".repeat(64), zip).ended(1).out();
    assertTrue(other.contains("不是同一个证据包"), other);
    mistake(Run.of("evidence", "verify", "--trust", zip, zip), "根证书读不了");
  }
}
