package cn.qingzheng.console.imports;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.seed.CreditCode;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a person states of material, checked.
 *
 * @param url where it stood, if it has an address
 * @param at when it was seen
 */
record Stated(Optional<URI> url, Instant at, Person person, Offer offer, Optional<Import.Body> promoter, String note) {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final List<DateTimeFormatter> TIMES =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-M-d['T'][ ]H:m[:ss]", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy/M/d H:m[:ss]", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy年M月d日[ ]H:m[:ss]", Locale.ROOT));
  private static final List<DateTimeFormatter> DAYS =
      List.of(
          DateTimeFormatter.ofPattern("yyyy-M-d", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy/M/d", Locale.ROOT),
          DateTimeFormatter.ofPattern("yyyy年M月d日", Locale.ROOT));

  /** Who saw it, with what, where. */
  record Person(String by, String device, String place) {}

  /** @param platform empty if it is on none */
  record Offer(String platform, String title, Optional<String> price, Optional<String> seller, String text) {
    Optional<Listing> listing() {
      return platform.isEmpty()
          ? Optional.empty()
          : Optional.of(new Listing(Import.SEED, platform, title, price, seller));
    }
  }

  /** What has to be stated; the rest may be left out. */
  enum Need {
    TIME,
    DEVICE,
    /** Material without an address has to say what platform, app or place it is from. */
    ORIGIN
  }

  /**
   * Checks a row; every mistake goes to the problems.
   *
   * @param row by the names of the fields
   * @param now nothing can have been seen later
   */
  static Stated of(Row row, List<Need> needs, Instant now, Problems problems) {
    Optional<URI> url = url(row, problems);
    if (needs.contains(Need.ORIGIN) && row.text("url").isEmpty() && row.text("platform").isEmpty()) {
      row.problem(problems, "不知道来自哪里", "请写网址（url），没有网址的写平台或场所（platform）");
    }
    if (needs.contains(Need.DEVICE) && row.text("device").isEmpty()) {
      row.problem(problems, "图片没有写取得设备（device）", "请写手机或电脑的型号、编号");
    }
    Instant at = needs.contains(Need.TIME) || !row.text("seen_at").isEmpty() ? time(row, now, problems) : now;
    if (row.text("by").isEmpty()) {
      row.problem(problems, "没有写取得人（by）", "请写姓名");
    }
    return new Stated(
        url,
        at,
        new Person(row.text("by"), row.text("device"), row.text("place")),
        new Offer(row.text("platform"), row.text("title"), row.optional("price"), row.optional("seller"), row.text("text")),
        promoter(row, problems),
        note(row, problems));
  }

  /** With what a platform reports to have done of itself: its word, not ours. */
  private static String note(Row row, Problems problems) {
    String action = row.text("action");
    String when = row.text("action_at");
    if (!when.isEmpty() && parsed(when).isEmpty()) {
      row.problem(problems, "处置时间“" + when + "”不对", "请写成 2026-11-23 15:04 或 2026-11-23 的形式（北京时间）");
    }
    if (!when.isEmpty() && action.isEmpty()) {
      row.problem(problems, "写了处置时间而没有写处置措施（action）", "请写下架、关闭店铺等");
    }
    String reported = action.isEmpty() ? "" : "平台报告已处置：" + action + (when.isEmpty() ? "" : "（" + when + "）");
    return Stream.of(row.text("note"), reported).filter(t -> !t.isEmpty()).collect(Collectors.joining("；"));
  }

  private static Optional<URI> url(Row row, Problems problems) {
    String text = row.text("url");
    Optional<URI> url = text.isEmpty() ? Optional.empty() : CanonicalUrl.of(text);
    if (!text.isEmpty() && url.isEmpty()) {
      row.problem(problems, "网址 " + text + " 不对", "请写成 http:// 或 https:// 开头的完整网址");
    }
    return url;
  }

  private static Optional<Import.Body> promoter(Row row, Problems problems) {
    Optional<String> code = row.optional("credit_code").map(c -> c.toUpperCase(Locale.ROOT));
    code.filter(c -> !CreditCode.valid(c))
        .ifPresent(c -> row.problem(problems, "统一社会信用代码 " + c + " 的长度、字符或校验码不对", "请核对 18 位代码（GB 32100-2015）"));
    if (code.isPresent() && row.text("promoter").isEmpty()) {
      row.problem(problems, "写了信用代码而没有写发布主体（promoter）", "请写名称");
    }
    return row.optional("promoter").map(name -> new Import.Body(name, code));
  }

  private static Instant time(Row row, Instant now, Problems problems) {
    String text = row.text("seen_at");
    Optional<Instant> at = parsed(text);
    if (at.isEmpty()) {
      String wrong = text.isEmpty() ? "没有写看到的时间（seen_at）" : "看到的时间“" + text + "”不对";
      row.problem(problems, wrong, "请写成 2026-11-23 15:04 或 2026-11-23 的形式（北京时间）");
    } else if (at.get().isAfter(now)) {
      row.problem(problems, "看到的时间 " + text + " 晚于现在", "请核对");
    }
    return at.orElse(now);
  }

  /** A day without a time is its beginning: the catalogues and filings of that day hold. */
  private static Optional<Instant> parsed(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      // no offset, then
    }
    for (DateTimeFormatter format : TIMES) {
      try {
        return Optional.of(LocalDateTime.parse(text, format).atZone(ZONE).toInstant());
      } catch (DateTimeException e) {
        // the next, then
      }
    }
    for (DateTimeFormatter format : DAYS) {
      try {
        return Optional.of(LocalDate.parse(text, format).atStartOfDay(ZONE).toInstant());
      } catch (DateTimeException e) {
        // the next, then
      }
    }
    return Optional.empty();
  }

  /** The row with what it leaves out taken from the other. */
  static Row filled(Row row, Map<String, String> other) {
    Map<String, String> cells = new LinkedHashMap<>(other);
    row.cells().forEach((k, v) -> {
      if (!v.isEmpty()) {
        cells.put(k, v);
      }
    });
    return new Row(row.source(), row.line(), cells);
  }
}
