package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KindOfPageTest {
  private static final String REPORT =
      "H 一家培训机构被立案\nP 溪口日报讯（记者 苗青）近日，多名市民向本报反映，交钱后没有等到证书。\n"
          + "P 记者了解到，该公司自称“考试包过”，工作人员称三天就能拿到职业资格证书，随后却联系不上，这让不少人着急。\n"
          + "P 市场监管部门有关负责人表示，已对该公司立案调查，依法查处，并提醒消费者不要轻信这样的承诺。\nP （责任编辑：白鹭）";

  /** Each line is a block: its kind by the first letter, {@code *} for hidden. */
  private static Page page(String path, Set<String> declared, String lines) {
    PageText.Builder text = PageText.builder();
    String title = "";
    for (String line : lines.split("\n")) {
      BlockKind kind =
          switch (line.charAt(0)) {
            case 'T' -> BlockKind.TITLE;
            case 'H' -> BlockKind.HEADING;
            case 'B' -> BlockKind.BUTTON;
            case 'L' -> BlockKind.LINK;
            case 'I' -> BlockKind.PLACEHOLDER;
            default -> BlockKind.PARAGRAPH;
          };
      String shown = line.substring(2);
      title = kind == BlockKind.TITLE ? shown : title;
      text.add(kind, shown, "p", line.charAt(0) == '*');
    }
    return new Page("c", URI.create("https://www.xikou.example" + path), Fixture.NOW, title, text.build(), List.of(), List.of(), Optional.empty(), declared);
  }

  private static PageResult of(PromoterStatus status, String lines) {
    return Fixture.ANALYZER.analyze(page("/a.html", Set.of(), lines), Fixture.said(status));
  }

  private static PageKind kind(String lines) {
    return of(PromoterStatus.UNKNOWN, lines).kind();
  }

  @Test
  void a_saved_shop_page_is_an_offer_without_a_connector() {
    String shop = "H 营养师证书代报名\nP ￥680 券后 ￥640\nP 已售 900+\nP 进店看看\nB 立即购买";
    assertEquals(PageKind.LISTING, kind(shop));
    assertNotEquals(PageKind.LISTING, kind(shop.replace("立即购买", "查看").replace("已售", "约").replace("进店", "随便").replace("￥", "")));
  }

  @Test
  void a_report_on_an_unknown_host_is_news_and_what_it_tells_is_no_finding() {
    PageResult report = of(PromoterStatus.UNKNOWN, REPORT);
    assertEquals(PageKind.NEWS, report.kind());
    assertEquals(List.of(), report.violations());
  }

  @Test
  void a_seller_does_not_become_news_by_a_byline() {
    String seller =
        "H 育婴师班开课\nP 本报讯（记者 小溪）我校育婴师班今日开课，报名从速，咨询热线 400-000-1111。\nP 本班签协议，考试包过。\n"
            + "P 据悉，记者在现场看到，学员颁发国家职业资格证书，据了解费用只要 980 元。\nP 责任编辑：教务处";
    for (PromoterStatus status : List.of(PromoterStatus.UNAPPROVED, PromoterStatus.FILED, PromoterStatus.UNKNOWN)) {
      PageResult result = of(status, seller);
      assertNotEquals(PageKind.NEWS, result.kind(), status + " " + result.kindReasons());
      assertTrue(result.violations().stream().anyMatch(h -> h.match().term().equals("包过")), status + "");
    }
    assertNotEquals(PageKind.NEWS, of(PromoterStatus.UNAPPROVED, REPORT.replace("\nP （责任编辑", "\nB 立即报名\nP （责任编辑")).kind());
  }

  @Test
  void words_of_news_without_their_place_are_none() {
    PageResult page = of(PromoterStatus.UNKNOWN, "H 日报记者推荐的班\nP 日报记者多次走进我们的课堂，媒体报道三十余次，谨防假冒，责任编辑也来学过，市民反映良好。\nP 学习两个月拿证。");
    assertNotEquals(PageKind.NEWS, page.kind(), page.kindReasons()::toString);
  }

  @Test
  void an_official_notice_on_an_unknown_host_is_known_by_its_form() {
    String notice =
        "T 关于规范培训广告的通知\nH 关于规范培训广告的通知\nP 溪口人社发〔2026〕7号\nP 各有关单位：\nP 根据有关规定，现就培训广告有关事项通知如下，不得出现“包过”等用语。\n"
            + "P 特此通知\nP 溪口市人力资源和社会保障局\nP 2026年3月1日";
    assertEquals(PageKind.GOVERNMENT, kind(notice));
    assertNotEquals(PageKind.GOVERNMENT, kind(notice + "\nI 请输入手机号\nB 立即报名"));
    assertNotEquals(PageKind.GOVERNMENT, of(PromoterStatus.UNAPPROVED, notice).kind());
  }

  @Test
  void a_form_or_a_button_that_sells_keeps_a_page_from_being_a_question_or_a_statement() {
    String question = "T 这个证靠谱吗？_溪口吧\nH 这个证靠谱吗？\nP 楼主 1楼\nP 请问有人考过吗，说是包过\nP 2楼 没有，别信\nP 回复贴，登录后回帖";
    assertEquals(PageKind.QUESTION, kind(question));
    assertNotEquals(PageKind.QUESTION, kind(question + "\nI 您的手机号\nB 免费领取资料"));
    String statement = "T 声明\nH 严正声明\nP 有人冒用我单位名义招生，我单位从未委托任何人，不属于国家职业资格。\nP 特此声明";
    assertEquals(PageKind.DISCLAIMER, kind(statement));
    assertNotEquals(PageKind.DISCLAIMER, kind(statement + "\nI 您的手机号\nB 立即报名"));
  }

  @Test
  void what_nobody_sees_says_nothing_of_the_kind() {
    String offer = "P ￥680 券后 ￥640\nP 已售 900+\nP 进店看看\nB 立即购买";
    assertNotEquals(PageKind.LISTING, kind("H 茶园\n" + offer.replaceAll("(?m)^.", "*")));
  }

  @Test
  void the_declared_type_counts_but_does_not_clear() {
    assertEquals(PageKind.LISTING, Fixture.ANALYZER.analyze(page("/a", Set.of("schema:product"), "H 一本旧册子，全新没有拆过，谁要谁拿走\nP 封面有一点点折痕，里面没有写过字，邮费自己出\nP 一共只有这一本"), Fixture.said(PromoterStatus.UNKNOWN)).kind());
    assertNotEquals(PageKind.NEWS,
        Fixture.ANALYZER.analyze(page("/a", Set.of("schema:newsarticle", "og:article"), "H 育婴师证\nP 包过，国家认可。\nP 2026年1月1日"), Fixture.said(PromoterStatus.UNKNOWN)).kind());
  }

  @Test
  void the_reasons_of_a_kind_add_up_to_its_points() {
    List<Reason> reasons = of(PromoterStatus.UNKNOWN, REPORT).kindReasons();
    assertEquals("kind", reasons.getFirst().code());
    assertEquals(reasons.getFirst().weight(), reasons.stream().skip(1).mapToInt(Reason::weight).sum());
    assertTrue(reasons.getFirst().text().contains("新闻报道得 " + reasons.getFirst().weight() + " 分"), reasons::toString);
    assertTrue(reasons.stream().anyMatch(r -> r.code().equals("dateline") && r.text().contains("记者")), reasons::toString);
    List<Reason> other = of(PromoterStatus.UNKNOWN, "P 今天天气不错，院子里的柿子红了，猫在墙头打盹，邻居家的狗看了它很久，谁也没有动。").kindReasons();
    assertTrue(other.getFirst().text().contains("没有一类达到分数"), other::toString);
    assertEquals(other.getFirst().weight(), other.stream().skip(1).mapToInt(Reason::weight).sum());
    List<Reason> empty = of(PromoterStatus.UNKNOWN, "P 空").kindReasons();
    assertTrue(empty.getFirst().text().contains("不足"), empty::toString);
  }

  @Test
  void an_index_file_is_the_home_page_and_another_file_is_not() {
    assertEquals("https://www.a.example/", SavedPage.address("www.a.example", Path.of("x/index.html")).toString());
    assertEquals("https://www.a.example/list-1.html", SavedPage.address("www.a.example", Path.of("list 1.html")).toString());
    assertEquals("https://xn--2js261j.example/a.html", SavedPage.address("培训.example", Path.of("a.html")).toString());
    assertTrue(rootPath("/"));
    assertTrue(rootPath("/index.html"));
    assertFalse(rootPath("/a.html"));
  }

  private static boolean rootPath(String path) {
    String lines = "T 溪口职业培训学校\nL 首页\nL 关于我们\nL 课程中心\nL 联系我们\nP 学校设有多个专业，常年面向社会开设课程，欢迎前来参观。\nP 友情链接\nP 版权所有";
    return Fixture.ANALYZER.analyze(page(path, Set.of(), lines), Fixture.said(PromoterStatus.UNKNOWN))
        .kindReasons().stream().anyMatch(r -> r.code().equals("root-path"));
  }

  @Test
  void words_of_a_report_without_the_look_of_one_make_no_news() {
    String told =
        "T 溪口学校考证包过被曝光\nP 记者了解到，该公司自称“考试包过”，工作人员称三天就能拿到职业资格证书，随后却联系不上，这让不少人着急。\n"
            + "P 民警表示，已对该案件立案调查，依法查处，犯罪嫌疑人已被抓获，人民法院判处有期徒刑，并处罚款，责令退款。\n"
            + "P 据介绍，市民反映的类似案件还有多起，有关负责人表示，提醒广大考生不要轻信这样的承诺，以免上当受骗。\n";
    assertEquals(PageKind.OTHER, kind(told));
    assertEquals(PageKind.NEWS, kind(told + "P （责任编辑：白鹭）"));
  }
}
