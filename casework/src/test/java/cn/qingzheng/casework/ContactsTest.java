package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContactsTest {
  @TempDir Path folder;

  @Test
  void a_platform_is_written_to_under_the_name_of_its_company() throws Exception {
    Files.writeString(folder.resolve("s.key"), "sixteen-characters-or-more");
    Path file =
        Files.writeString(
            folder.resolve("contacts.csv"),
            "platform,company,credit_code,channel,address,secret_file\n"
                + "流云商城,流云（海棠）网络有限公司,91370200MA3LYXX01X,EMAIL,fawu@liuyun.example,\n"
                + "流云商城,流云（海棠）网络有限公司,91370200MA3LYXX01X,WEBHOOK,https://api.liuyun.example/notices,s.key\n"
                + ",海棠市市场监督管理局,,PAPER,海棠市府前路1号,\n");
    Problems problems = new Problems();
    Contacts contacts = Contacts.read(file, problems);
    assertEquals(List.of(), problems.list());
    try (Casebook book = SampleBook.fill(folder.resolve("qingzheng.db"))) {
      NoticeDraft draft =
          new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR, contacts)
              .compliancePrompts(SampleBook.ids(book), Notices.Include.WITH_CANDIDATES, "甲").get(0);
      assertEquals("流云（海棠）网络有限公司", draft.content().recipient());
      assertEquals("流云（海棠）网络有限公司（统一社会信用代码：91370200MA3LYXX01X）：", draft.content().wording().salutation());
      assertEquals(2, contacts.of(draft.content().recipient()).size());
    }
    assertEquals(ChannelKind.PAPER, contacts.of("海棠市市场监督管理局").get(0).channel());
  }

  @Test
  void every_mistake_is_told_at_once_with_its_line() throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("contacts.csv"),
            "platform,company,credit_code,channel,address\n甲,甲公司,123,EMAIL,not-a-mailbox\n甲,乙公司,,FAX,x\n乙,,,WEBHOOK,ftp://x\n丙,丙公司,,EMAIL,ok@bing.example\n丙,丁公司,,FOLDER,x\n");
    Problems problems = new Problems();
    Contacts.read(file, problems);
    String all = String.join("\n", problems.list().stream().map(Object::toString).toList());
    for (String part :
        List.of("csv:2: “credit_code”不是", "csv:2: “address”不是邮箱", "csv:3: “channel”不能是 FAX", "csv:4: “company”为空", "csv:4: “address”不是网址",
            "csv:4: “secret_file”为空或文件不存在", "csv:6: “丙”的单位名称或信用代码与前面的行不一致")) {
      assertTrue(all.contains(part), part + " in " + all);
    }
    assertEquals(7, problems.list().size(), all);
  }
}
