package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three sites with one advert under other names, one with another, handed in as saved pages. */
class CrawlCopiesCommandTest {
  private static final String ADVERT =
      """
      <html><head><title>%1$s</title></head><body><h1>%1$s</h1><ul><li>首页</li><li>课程</li><li>联系我们</li></ul>
      <p>%1$s提供健康管理师取证服务，签约包过，不过全额退款，人不到场也能拿到国家职业资格证书。</p>
      <p>费用%2$s元起，先查询后付款，保证真实有效，从报名到出证大约四十五天，进度随时可查，专属客服全程跟进。</p>
      <p>求职竞聘、积分落户、申请补贴都用得上，企业招投标也认可，已有上万名学员通过我们拿到证书。</p>
      <p>电话 %3$s，前台周末照常接待。</p><footer>版权所有 %1$s</footer></body></html>
      """;
  private static final String OTHER =
      """
      <html><body><h1>启明星叉车培训</h1><p>启明星每周开班，叉车、锅炉、电梯作业都能报名，理论加实操五天结束，签约包过，不过退款。</p>
      <p>基础差的学员有内部题库，背熟就能过，老师手把手教实操，合格后十五个工作日发证，复审只需要带旧证来登记。</p></body></html>
      """;

  @TempDir Path dir;

  private void hand(String host, String html) throws IOException {
    Path file = Files.writeString(dir.resolve(host + ".html"), html);
    Path form = Files.writeString(dir.resolve(host + ".csv"), "file,url,seen_at,by\n" + file.getFileName() + ",http://" + host + "/kz.html,2026-11-20 10:00,张三\n");
    Run.of("import", "form", form, "--home", dir.resolve("home"));
  }

  private String copies(Object... what) {
    Object[] words = new Object[4 + what.length];
    words[0] = "crawl";
    words[1] = "copies";
    System.arraycopy(what, 0, words, 2, what.length);
    words[words.length - 2] = "--home";
    words[words.length - 1] = dir.resolve("home");
    return Run.of(words).ended(0).out();
  }

  @Test
  void copies_are_shown_with_how_near_they_are_and_become_clues_for_a_person() throws IOException {
    hand("www.boxue.example", ADVERT.formatted("博学职业培训学校", "680", "400-000-1001"));
    hand("www.hengyuan.example", ADVERT.formatted("恒远教育咨询有限公司", "1280", "400-000-2002"));
    hand("m.hengyuan.example", ADVERT.formatted("恒远教育咨询有限公司", "1280", "400-000-2002"));
    hand("www.qimingxing.example", OTHER);
    String near = copies("http://www.boxue.example/kz.html");
    assertTrue(near.contains("www.hengyuan.example") && near.contains("m.hengyuan.example") && near.contains("近似，差 "), near);
    assertFalse(near.contains("qimingxing"), near);
    assertTrue(near.contains("共 2 个别的主机"), near);
    String same = copies("http://m.hengyuan.example/kz.html");
    assertTrue(same.lines().anyMatch(l -> l.contains("www.hengyuan.example") && l.contains("逐字节相同")), same);
    assertTrue(copies("http://www.qimingxing.example/kz.html").contains("没有采集到相同或几乎相同"));

    String clues = copies();
    assertTrue(clues.contains("博学职业培训学校") && clues.contains("恒远教育咨询有限公司") && clues.contains("须由人核实"), clues);
    assertTrue(clues.contains("共 1 对"), clues);

    String group = near.replaceAll("(?s).*search (同文:[0-9a-f]+).*", "$1");
    assertEquals(3, Run.of("search", group, "--all", "--home", dir.resolve("home")).ended(0).out().lines().filter(l -> l.contains("kz.html")).count());
    Run.of("crawl", "copies", "http://nosuch.example/", "--home", dir.resolve("home")).refused("没有采集过");
  }
}
