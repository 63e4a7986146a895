package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.TextFolding;
import cn.qingzheng.model.TextSignature;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CopySignatureTest {
  private static final TextFolding FOLDING = Fixture.ANALYZER.folding();

  private record Edition(String group, String how, TextSignature signature) {}

  private static List<Edition> editions() throws IOException {
    List<Edition> editions = new ArrayList<>();
    try (InputStream in = CopySignatureTest.class.getResourceAsStream("/copies/adverts.jsonl")) {
      for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        JsonNode advert = new JsonMapper().readTree(line);
        PageText.Builder text = PageText.builder();
        advert.get("blocks").forEach(b -> text.add(BlockKind.valueOf(b.get(0).asString()), b.get(1).asString(), "", false));
        editions.add(
            new Edition(advert.get("group").asString(), advert.get("how").asString(), signature(text).orElseThrow()));
      }
    }
    return editions;
  }

  private static Optional<TextSignature> signature(PageText.Builder text) {
    Page page =
        new Page("c", URI.create("http://a.example/"), Instant.EPOCH, "", text.build(), List.of(), List.of(), Optional.empty());
    return CopySignature.of(page, FOLDING);
  }

  private static boolean copies(TextSignature a, TextSignature b) {
    return sharesBand(a, b) && TextSignature.distance(a.simhash(), b.simhash()) <= CopySignature.NEAR;
  }

  private static boolean sharesBand(TextSignature a, TextSignature b) {
    for (int i = 0; i < a.bands().size(); i++) {
      if (a.bands().get(i).equals(b.bands().get(i))) {
        return true;
      }
    }
    return false;
  }

  @Test
  void copies_with_other_names_and_prices_are_told_from_other_adverts_of_the_trade() throws IOException {
    List<Edition> all = editions();
    int found = 0;
    int copies = 0;
    int wrong = 0;
    int strangers = 0;
    for (int i = 0; i < all.size(); i++) {
      for (int k = i + 1; k < all.size(); k++) {
        TextSignature a = all.get(i).signature();
        TextSignature b = all.get(k).signature();
        if (all.get(i).group().equals(all.get(k).group())) {
          copies++;
          found += copies(a, b) ? 1 : 0;
        } else {
          strangers++;
          wrong += copies(a, b) ? 1 : 0;
        }
      }
    }
    assertEquals(List.of(180, 2376, 0), List.of(copies, strangers, wrong));
    assertTrue(found >= 162, "found " + found + " of " + copies);
  }

  @Test
  void menus_headings_prices_and_disguises_do_not_count() {
    String said = "本机构提供高空作业操作证书快速办理，无需到场，资料齐全即可报名，证书全国联网可查，费用680元，招收各地代理，先查询后付款，真实有效，复审换证一并代办，外地户口同样受理，施工单位可以开具发票，团体报名另有优惠，欢迎来电咨询了解详细情况。";
    TextSignature plain = signature(PageText.builder().add(BlockKind.PARAGRAPH, said, "", false)).orElseThrow();
    PageText.Builder other = PageText.builder().add(BlockKind.HEADING, "恒远高空作业证快速取证中心欢迎您的咨询", "", false);
    for (String menu : List.of("首页", "关于我们", "课程中心", "联系我们")) {
      other.add(BlockKind.LIST_ITEM, menu, "", false).add(BlockKind.LINK, menu + "更多内容请点击这里查看详情", "", false);
    }
    other.add(BlockKind.PARAGRAPH, said.replace("680", "１２８０").replace("证书", "證書").replace("代理", "代\u200b理"), "", false);
    other.add(BlockKind.PARAGRAPH, said.replace("费用", "费用共计"), "", true);
    assertEquals(plain, signature(other).orElseThrow());
  }

  @Test
  void the_order_of_what_is_said_does_not_count_and_little_is_no_copy_of_anything() {
    List<String> said = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      said.add(new StringBuilder("证书办理流程说明第").append(Character.toChars(0x4e10 + i * 7)).append(Character.toChars(0x5e10 + i * 3)).append("条内容").toString());
    }
    PageText.Builder one = PageText.builder();
    said.forEach(s -> one.add(BlockKind.LIST_ITEM, s, "", false));
    Collections.reverse(said);
    PageText.Builder other = PageText.builder();
    said.forEach(s -> other.add(BlockKind.CELL, s + "。" + s, "", false));
    assertEquals(signature(one), signature(other));
    assertEquals(Optional.empty(), signature(PageText.builder().add(BlockKind.PARAGRAPH, "无需考试，包过拿证，先查询后付款。", "", false)));
    assertEquals(Optional.empty(), signature(PageText.builder()));
  }
}
