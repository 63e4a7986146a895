package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.ProblemsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class LeadsTest {
  private static final String HEAD = "渠道,收到日期,机构,统一社会信用代码,平台,店铺,网址,内容,举报人,联系方式,来源\n";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;
  private Leads leads;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    book = SampleBook.fill(place);
    leads = new Leads(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private List<Lead> take(String rows) throws IOException {
    return leads.take(Files.writeString(folder.resolve("线索.csv"), HEAD + rows), "甲");
  }

  @Test
  void the_same_address_body_or_shop_is_told_from_what_is_known() throws IOException {
    List<Lead> taken =
        take(
            "投诉举报,2026-11-20,,,,,https://qiming-peixun.example/zhaosheng/2026/,包过,,,\n"
                + "媒体报道,2026-11-21,,,,,http://www.qiming-peixun.example/zhaosheng/2026,又是包过,,,\n"
                + "网民留言,2026-11-21,启明职业培训学校,91370200MA3QMPX01X,,,,收费不退,,,\n"
                + "网民留言,2026-11-22,,91370200MA3QMPX01X,,,,再次收费不退,,,\n"
                + "巡视审计,2026-11-21,,,流云商城,镕信教育专营店,,卖证,,,\n"
                + "绩效评估,2026-11-21,无名学校,,,,https://new.example/,新线索,,,\n");
    String qiming = SampleBook.caseOf(book, "启明职业培训学校");
    assertEquals("同一地址已有 2 项发现，在案件 " + qiming, taken.get(0).sameBy());
    assertEquals(LeadState.DUPLICATE, taken.get(1).state());
    assertEquals(Optional.of(taken.get(0).number()), taken.get(1).duplicateOf());
    assertTrue(taken.get(2).sameBy().contains("与案件 " + qiming + " 统一社会信用代码相同"), taken.get(2).sameBy());
    assertEquals(LeadState.NEW, taken.get(2).state(), "of one body there may be another address");
    assertEquals(Optional.of(taken.get(2).number()), taken.get(3).duplicateOf());
    assertTrue(taken.get(4).sameBy().contains("同一店铺"), taken.get(4).sameBy());
    assertEquals("", taken.get(5).sameBy());
  }

  @Test
  void all_mistakes_are_said_at_once_and_nothing_is_taken() throws IOException {
    ProblemsException e =
        assertThrows(
            ProblemsException.class,
            () -> take("听说,2026-11-20,甲校,,,,,x,,,\n投诉举报,2027-01-01,,,,,不是 网址,,,,\n投诉举报,2026-11-20,,123,,,,x,,,\n媒体报道,,,,,,,x,,,\n"));
    List<String> lines = e.problems().stream().map(p -> String.valueOf(p).replaceAll("^.*线索.csv:(\\d+).*", "$1")).toList();
    assertEquals(List.of("2", "3", "3", "3", "4", "5", "5"), lines, e.problems()::toString);
    assertEquals(List.of(), leads.all(Optional.empty()));
  }

  @Test
  void who_reported_is_seen_only_with_a_reason_that_is_logged() throws IOException {
    String number = take("投诉举报,2026-11-20,甲校,,,,,包过,镕小满,13800001234,\n").get(0).number();
    assertThrows(Refusal.class, () -> leads.reporter(number, "甲", " "));
    assertFalse(leads.find(number).toString().contains("镕小满"));
    assertEquals("镕小满", leads.reporter(number, "乙", "回访").name());
    assertEquals("查看举报人", book.audit(0, 1000).getLast().what());
    assertFalse(book.audit(0, 1000).toString().contains("镕小满"));
    assertFalse(book.audit(0, 1000).toString().contains("13800001234"));
  }

  @Test
  void every_step_has_a_name_and_a_reason_and_what_was_received_stays() throws Exception {
    String number = take("投诉举报,2026-11-20,甲校,,,,,包过,,,\n").get(0).number();
    assertThrows(Refusal.class, () -> leads.state(number, LeadState.SUBSTANTIATED, "甲", ""));
    assertThrows(Refusal.class, () -> leads.state(number, LeadState.DUPLICATE, "甲", "重复"));
    assertThrows(Refusal.class, () -> leads.state("XS-2026-009999", LeadState.REJECTED, "甲", "x"));
    leads.state(number, LeadState.SUBSTANTIATED, "乙", "现场检查");
    assertEquals(List.of(LeadState.NEW, LeadState.SUBSTANTIATED), leads.steps(number).stream().map(Lead.Step::state).toList());
    assertEquals("乙", leads.steps(number).get(1).officer());
    assertEquals(List.of(), leads.all(Optional.of(LeadState.NEW)));
    for (String crime : List.of("UPDATE lead SET content = 'x'", "DELETE FROM lead_step", "UPDATE lead_step SET reason = 'x'")) {
      try (Connection c = place.raw()) {
        assertThrows(SQLException.class, () -> Sql.execute(c, crime));
      }
    }
  }

  @Test
  void numbers_of_people_are_masked() {
    assertEquals(
        "请加微信：r****，电话138****1234，邮箱****@mail.example，证件370202************，座机0532-****",
        PersonalData.masked("请加微信：rongxiaoman88，电话13800001234，邮箱rong@mail.example，证件370202199001011234，座机0532-8000123"));
    assertEquals("学费3980元，2026年11月28日，编号20261128000001234", PersonalData.masked("学费3980元，2026年11月28日，编号20261128000001234"));
  }
}
