package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.analyzer.OfficialSites.Resemblance;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfficialSitesTest {
  private static final OfficialSites SITES =
      new OfficialSites(Fixture.WORDLISTS.language().officialSites(), new Folding(Fixture.WORDLISTS.language().folds()));

  @ParameterizedTest
  @CsvSource({
    "cpta.example, cpta", "www.cpta.net.example, cpta", "0sta.example, osta", "zscx-osta.example, osta",
    "xn--sta-red.example, osta", "mohrss-gov.example, mohrss", "hrss.gov.example, gov", "gov-cn.example, gov",
    "rsj-govcn.example, gov", "pxgov.example, gov"
  })
  void an_address_that_takes_an_official_label_is_surely_alike(String host, String named) {
    Resemblance found = SITES.resembling(host, Optional.empty()).orElseThrow(() -> new AssertionError(host));
    assertTrue(found.sure(), host);
    assertTrue(found.told().contains("“" + named + "”") && found.told().contains(host), found.told());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cptabm.example", "zgcpta.example", "mohrs.example", "mohrrs.example", "mhorss.example"})
  void an_addition_or_one_letter_off_says_something_only_beside_a_name(String host) {
    assertFalse(SITES.resembling(host, Optional.empty()).orElseThrow(() -> new AssertionError(host)).sure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"cptta.example", "ctpa.example", "cpto.example", "cpa.example"})
  void one_letter_off_a_short_label_counts_only_if_the_page_bears_that_site_s_name(String host) {
    assertEquals(Optional.empty(), SITES.resembling(host, Optional.empty()));
    Optional<OfficialSite> named = SITES.named("中国人事考试网").map(Map.Entry::getKey);
    assertFalse(SITES.resembling(host, named).orElseThrow().sure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"www.cpta.com.cn", "zscx.osta.org.cn", "hrss.shandong.gov.cn", "rsj.city.gov.cn", "www.gov.hk",
      "qinghe-edu.example", "governance.example", "kaozheng.example", "", "127.0.0.1"})
  void official_sites_and_addresses_like_none_are_left_alone(String host) {
    assertEquals(Optional.empty(), SITES.resembling(host, Optional.empty()));
  }

  @Test
  void a_letter_more_less_other_or_turned_round_is_one_off() {
    assertTrue(OfficialSites.oneOff("cptta", "cpta"));
    assertTrue(OfficialSites.oneOff("cpa", "cpta"));
    assertTrue(OfficialSites.oneOff("cpto", "cpta"));
    assertTrue(OfficialSites.oneOff("ctpa", "cpta"));
    assertFalse(OfficialSites.oneOff("cpta", "cpta"));
    assertFalse(OfficialSites.oneOff("aptc", "cpta"));
    assertFalse(OfficialSites.oneOff("cp", "cpta"));
  }
}
