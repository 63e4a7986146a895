package cn.qingzheng.casework;

import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A casebook with a platform, sites of their own, filed bodies and a nameless one; all fictional. */
final class SampleBook {
  static final Issuer LABOUR =
      new Issuer("海棠市人力资源和社会保障局", Issuer.Kind.LABOUR, Issuer.Level.CITY, "海人社", "镕堃喆", "400-000-1200", "政务邮箱 jy@hrss.haitang.example");

  private SampleBook() {}

  static Casebook fill(Path file) {
    return filled(Casebook.open(file, Sample.CLOCK));
  }

  static Casebook fill(Engine.Place place) {
    return filled(place.open(Sample.CLOCK));
  }

  private static Casebook filled(Casebook book) {
    book.startRun("r1");
    for (int i = 1; i <= 12; i++) {
      record(
          book,
          Sample.page("https://item.liuyun.example/goods/detail?id=100" + i + "&from=search_result_list&spm=a1z10.1-c.w4004-" + i)
              .capture("p" + i, Sample.NOON.minus(Duration.ofHours(i)))
              .title("自考人社<" + i + ">健康管理师🔥证书 包\u200b过 日付")
              .by(i % 2 == 0 ? "堃喆考证服务部" : "镕信教育专营店", PromoterStatus.UNAPPROVED)
              .listed("流云商城", i % 2 == 0 ? "堃喆考证服务部" : "镕信教育专营店")
              .hit("guarantee", "包过", "本店代报名、代考务，" + "一次包过，不过全额退款。".repeat(i % 3 * 4 + 1)));
    }
    record(
        book,
        Sample.page("https://www.qiming-peixun.example/zhaosheng/2026")
            .capture("s1", Sample.NOON)
            .title("启明职业培训学校招生简章")
            .by("启明职业培训学校", "91370200MA3QMPX01X", PromoterStatus.UNAPPROVED, Optional.empty())
            .hit("reserved-words", "全国", "颁发全国通用职业资格证书，国家承认。")
            .hit("guarantee", "保过", "签约保过。"));
    record(
        book,
        Sample.page("https://www.pingjia.example/").capture("s2", Sample.NOON).outcome(Outcome.CLEAR)
            .by("海棠技能评价中心", "91370200MA3PJZX02Y", PromoterStatus.FILED, Optional.of(FilingKind.SKILL_LEVEL_ASSESSMENT)));
    record(
        book,
        Sample.page("https://www.jianding.example/").capture("s3", Sample.NOON).outcome(Outcome.REVIEW)
            .by("海棠职业资格鉴定所", "91370200MA3JDZX03Z", PromoterStatus.FILED, Optional.of(FilingKind.QUALIFICATION_ASSESSMENT))
            .hit("guarantee", "包过", "疑似包过宣传。", Severity.MEDIUM));
    record(book, Sample.page("https://kaozheng.example/a").capture("s4", Sample.NOON).hit("guarantee", "包过", "包过。"));
    record(book, Sample.page("https://empty.example/").capture("s5", Sample.NOON).outcome(Outcome.INSUFFICIENT).by("空白机构", PromoterStatus.UNAPPROVED));
    return book;
  }

  static void record(Casebook book, Sample s) {
    book.record("r1", s.page(), s.result(), s.fingerprint());
  }

  static List<String> ids(Casebook book) {
    return book.cases().stream().map(CaseFile::id).toList();
  }

  static String caseOf(Casebook book, String subject) {
    return book.cases().stream().filter(k -> k.subject().name().equals(subject)).findFirst().orElseThrow().id();
  }

  static EvidencePackage sealed(Casebook book, char digit) {
    String id = book.nextEvidenceId();
    return new EvidencePackage(
        id, Path.of("evidence", id + ".zip"), Sample.NOON, Character.toString(digit).repeat(64), "0123456789abcdef".repeat(4));
  }
}
