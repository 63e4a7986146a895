package cn.qingzheng.console.search;

import cn.qingzheng.index.PersonalData;
import cn.qingzheng.index.Piece;
import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.model.FindingState;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A hit as a row of a table; personal data masked as everywhere outside the sealed original. */
public final class HitColumns {
  public static final List<String> NAMES = List.of(
      "标题", "网址", "域名", "平台", "机构", "备案", "结论", "严重", "规则", "词语", "写法", "法条", "处理状态", "案件", "采集时间", "采集编号", "较早的采集", "摘录");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  private HitColumns() {}

  public static List<String> row(SearchHit hit, SearchLabels labels) {
    SearchHit.Source s = hit.source();
    SearchHit.Verdict v = hit.verdict();
    return List.of(
        masked(hit.title()), PersonalData.mask(s.url()), s.host(), s.platform().orElse(""), PersonalData.mask(v.promoter().orElse("")),
        v.status().label(), v.outcome().label(), v.severity().label(),
        v.rules().stream().map(r -> labels.of(SearchField.RULE, r)).collect(Collectors.joining("；")),
        String.join("；", v.terms()), String.join("；", v.forms()), String.join("；", v.laws()),
        v.states().stream().sorted().map(FindingState::label).collect(Collectors.joining("；")), String.join("；", v.cases()),
        TIME.format(s.at()), s.captureId(), hit.others().newer() ? "是" : "", masked(hit.snippet()));
  }

  private static String masked(List<Piece> pieces) {
    return PersonalData.mask(pieces.stream().map(Piece::text).collect(Collectors.joining())).replaceAll("\\s+", " ").strip();
  }
}
