package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeFlowTest {
  @TempDir Path folder;
  private Path home;

  private Path token(String number, Object... args) throws IOException {
    Run run = Run.of(args).ended(0);
    Matcher token = Pattern.compile("qz_[A-Za-z0-9_-]+").matcher(run.out());
    assertTrue(token.find(), run.out());
    Path file = Files.createFile(folder.resolve(number), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(file, token.group());
  }

  private Path officer(Path admin, String name, String number, String role) throws IOException {
    return token(number, "officer", "add", "--home", home, "--token-file", admin, "--number", number, "--role", role, name);
  }

  private Run notice(String step, Path token, Object... more) {
    return Run.of(Stream.concat(Stream.of("notice", step, "--home", home, "--token-file", token), Stream.of(more)).toArray());
  }

  @Test
  void a_letter_goes_from_a_finding_to_a_reply_by_the_command_line_alone() throws IOException {
    home = SampleHome.copyTo(folder.resolve("home"));
    Files.writeString(
        home.resolve("qingzheng.yaml"),
        "organ:\n  name: 岚川市人力资源和社会保障局\n  document_code: 岚人社函\n  region: \"379900\"\n  contact: 职业能力建设科\n  phone: 400-000-0379\n  reply_channel: 电子邮箱 a@b.example\n");
    Path admin = token("A1", "officer", "add", "--home", home, "--number", "A1", "--role", "安全管理员", "安岚");
    Path writer = officer(admin, "白果", "B1", "经办");
    Path signer = officer(admin, "丁香", "D1", "复核,签发");
    Path keeper = officer(admin, "鄂云", "E1", "用印");

    List<String> cases = SampleHome.cases(home);
    Run.of("case", "confirm", "--home", home, "--token-file", writer, cases.get(0)).ended(0);
    String draft = notice("draft", writer, cases.get(0)).ended(0).out();
    String id = draft.split("\\s")[0];
    String recipient = draft.split("主送 ")[1].split("  ")[0];
    Files.writeString(
        home.resolve("contacts.csv"), "platform,company,credit_code,channel,address\n," + recipient + ",,FOLDER,协同共治\n," + recipient + ",,PAPER,云路1号\n");
    notice("send", writer, id).refused("尚未复核签发");
    notice("submit", writer, id).ended(0);
    notice("review", writer, id).refused("角色");
    notice("review", signer, id).ended(0);
    assertTrue(notice("sign", signer, id).ended(0).out().contains("岚人社提函〔20"));
    assertTrue(notice("seal", keeper, id).ended(0).out().contains("函件.pdf"));
    String sent = notice("send", writer, id).ended(0).out();
    assertTrue(sent.startsWith("送达 1 件，已打印待人工送达 1 件") && sent.contains("已导出 "), sent);
    assertTrue(Files.exists(home.resolve("outbox/paper").resolve(id).resolve("送达回证.pdf")));
    assertTrue(notice("arrived", writer, "--receipt", "EMS 1", id).ended(0).out().contains("回执 EMS 1"));
    notice("acknowledge", writer, "--signed-by", "前台", id).ended(0);

    Path form;
    try (Stream<Path> exported = Files.walk(home.resolve("export/协同共治"))) {
      form = exported.filter(f -> f.endsWith("清单.json")).findFirst().orElseThrow();
    }
    String token = Files.readString(form).replaceAll("(?s).*\"reply_token\":\"([^\"]+)\".*", "$1");
    Path reply =
        Files.writeString(folder.resolve("反馈.json"), "{\"reply_token\":\"" + token + "\",\"lines\":[{\"no\":1,\"items_deleted\":3,\"result\":\"已删除\"}]}");
    String taken = Run.of("reply", "import", "--home", home, "--token-file", writer, reply).ended(0).out();
    assertTrue(taken.contains("已登记对 " + id + " 的反馈") && taken.contains("删除商品信息 3"), taken);
    assertTrue(notice("recheck", writer, id).ended(1).out().contains("在送达后还没有重新采集"));
    String shown = Run.of("notice", "show", "--home", home, id).ended(0).out();
    assertTrue(shown.contains("复查") && shown.contains("签发 丁香（D1）") && shown.contains("反馈.json"), shown);
    assertEquals("没有新的逾期函件。\n", Run.of("notice", "overdue", "--home", home).ended(0).out());
    assertEquals("送达 0 件，已打印待人工送达 0 件，稍后重试 0 件，须人工处理 0 件。\n", Run.of("notice", "dispatch", "--home", home).ended(0).out());
    assertTrue(Run.of("audit", "verify", "--home", home).ended(0).out().startsWith("审计记录完整"));
  }
}
