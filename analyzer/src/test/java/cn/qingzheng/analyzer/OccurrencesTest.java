package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PromoterStatus;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class OccurrencesTest {
  @ParameterizedTest
  @CsvFileSource(resources = "/cases/occurrences.tsv", delimiter = '\t', numLinesToSkip = 3, quoteCharacter = '\u0001')
  void an_occurrence_is_found_exactly_where_it_stands_and_judged(PromoterStatus promoter, String text, String expected) {
    PageResult result =
        Fixture.ANALYZER.analyze(PlainText.page("t", text, Optional.empty(), Fixture.NOW), Fixture.said(promoter));
    assertEquals(sorted(expected.equals("-") ? "" : expected), sorted(shown(result, text)), text);
  }

  private static String shown(PageResult result, String text) {
    return result.hits().stream().map(h -> one(h, text)).collect(Collectors.joining("|"));
  }

  private static String one(Hit hit, String text) {
    assertEquals(hit.match().surface(), text.substring(hit.match().span().start(), hit.match().span().end()));
    return (hit.violation() ? "!" : "") + hit.match().term() + "=" + hit.match().surface();
  }

  private static String sorted(String list) {
    return Arrays.stream(list.split("\\|")).sorted().collect(Collectors.joining("|"));
  }
}
