package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PromoterClue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PromoterNamesTest {
  private static final String OWN = "岚致学堂教育咨询有限公司";
  private static final String MAKER = "岚川云站科技有限公司";

  private static Page page(String text) {
    return PlainText.page("t", text, Optional.empty(), Fixture.NOW);
  }

  private static List<String> names(String text) {
    return PromoterNames.of(page(text), PromoterClue.none());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "X 版权所有", "X版权所有 鲁ICP备2099000001号-1", "X 鲁ICP备2099000001号", "X　|　备案号：鲁ICP备2099000001号", "X 沪icp备2099000001号",
      "Copyright 2024 X All Rights Reserved", "COPYRIGHT © 2019-2026 X", "© 2019 - 2026 www.a.example All Rights Reserved. X",
      "Copyright©2024 X 版权所有 京ICP备2099000001号", "主办：X", "主办单位：X 承办：某部", "本网站由X版权所有", "（X）版权所有 2024",
      "X © 2024 All Rights Reserved 鲁ICP备2099000001号", "版权所有：X", "版权所有 © 2024 X", "地址：柳溪路3号 X 版权所有"
  })
  void a_footer_names_its_owner(String footer) {
    assertEquals(List.of(OWN), names("健康管理师培训报名\n" + footer.replace("X", OWN) + "\n返回顶部"));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "X 版权所有 技术支持：Y", "X版权所有 Y提供技术支持 鲁ICP备2099000001号", "X 版权所有 Y 技术支持", "X 版权所有\n技术支持：Y 鲁ICP备2099000001号",
      "版权所有 X技术支持Y", "版权所有：X 网站建设：Y 鲁ICP备2099000001号", "X 版权所有\nPowered by Y © 2024", "Copyright 2024 X 设计制作：Y",
      "技术支持：Y 版权所有：X", "技术支持Y 鲁ICP备2099000001号 主办：X", "X 版权所有 友情链接：Y 鲁ICP备2099000001号"
  })
  void who_made_the_site_is_not_its_owner(String footer) {
    assertEquals(List.of(OWN), names(footer.replace("X", OWN).replace("Y", MAKER)));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "青禾网 版权所有", "X\n版权所有", "X 联系我们 鲁ICP备2099000001号", "X ICP备案说明", "请认准X。版权所有，翻印必究", "技术支持：X 版权所有", "X的版权所有"
  })
  void what_is_no_full_name_right_there_is_none(String footer) {
    assertEquals(List.of(), names(footer.replace("X", OWN)));
  }

  @Test
  void a_run_of_letters_that_is_too_long_is_no_name() {
    assertEquals(List.of(), names("报名从速".repeat(20) + OWN + "版权所有"));
  }

  @Test
  void the_footer_of_a_platform_does_not_name_the_seller() {
    String text = "健康管理师 店铺名称：" + OWN + "\n" + MAKER + " 版权所有 鲁ICP备2099000001号 © 2024 " + MAKER;
    Listing listing = new Listing("mall", "某商城", "健康管理师", Optional.empty(), Optional.of("小店"));
    Page page = page(text);
    Page offer =
        new Page(page.captureId(), page.url(), page.at(), "", page.text(), List.of(), List.of(), Optional.of(listing));
    assertEquals(List.of(OWN), PromoterNames.of(offer, PromoterClue.none()));
  }

  @Test
  void pages_made_of_nothing_but_signs_do_no_harm() {
    for (String piece : List.of("版权所有", "鲁icp备", "© ", "学校技术支持", "甲乙有限公司技术支持", "技术支持：", "由归网站", "有限公司 版权所有")) {
      assertTrue(names(piece.repeat(100_000)).size() <= 20, piece);
    }
  }
}
