package cn.qingzheng.casework;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The findings that go to one recipient. */
final class NoticeGroup {
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", java.util.Locale.ROOT);
  private final Set<String> caseIds = new TreeSet<>();
  private final List<Entry> entries = new ArrayList<>();

  private record Entry(FindingRecord record, Optional<NoticeItem.Proof> proof) {}

  static boolean listed(FindingRecord record, Notices.Include include) {
    FindingState state = record.finding().state();
    return state == FindingState.CONFIRMED || include == Notices.Include.WITH_CANDIDATES && state == FindingState.CANDIDATE;
  }

  /** Platforms before hosts; a platform's hosts are one recipient. */
  static String key(FindingRecord record) {
    return record.where().platform().map(p -> "1" + p).orElse("2" + record.where().host());
  }

  void add(String caseId, FindingRecord record, Optional<NoticeItem.Proof> proof) {
    caseIds.add(caseId);
    entries.add(new Entry(record, proof));
  }

  Set<String> caseIds() {
    return caseIds;
  }

  Set<String> fingerprints() {
    return new TreeSet<>(entries.stream().map(e -> e.record.finding().fingerprint()).toList());
  }

  /** In the order of the list. */
  List<FindingRecord> records() {
    return sorted().map(Entry::record).toList();
  }

  List<NoticeItem> items() {
    return sorted().map(NoticeGroup::item).toList();
  }

  private Stream<Entry> sorted() {
    return entries.stream()
        .sorted(
            Comparator.comparing((Entry e) -> e.record.subject().shown())
                .thenComparing(e -> e.record.finding().url().toString())
                .thenComparing(e -> e.record.finding().fingerprint()));
  }

  static List<String> provisions(FindingRecord record) {
    return record.finding().hit().judgement().basis().stream().map(Citation::toString).distinct().toList();
  }

  private static NoticeItem item(Entry entry) {
    FindingRecord record = entry.record;
    return new NoticeItem(
        new NoticeItem.Source(
            record.where().platform().orElse(record.where().host()), record.finding().url().toString(), record.where().title()),
        record.subject().name(),
        new NoticeItem.Quote(
            record.finding().hit().match().surface(), record.finding().hit().place().sentence(),
            record.finding().seen().first(), record.finding().seen().last()),
        rule(record.finding().hit()), provisions(record), entry.proof, record.finding().state() == FindingState.CONFIRMED,
        Optional.of(record.finding().fingerprint()));
  }

  /** What is being looked at, with the certificate in question: 商业宣传，证书：BIM工程师（目录外证书名称）. */
  private static String rule(Hit hit) {
    String certificate =
        hit.certificate().filter(Certificate::named).map(c -> "，证书：" + c.name() + "（" + c.standing().label() + "）").orElse("");
    return hit.facet().label() + certificate;
  }

  static String day(Instant at) {
    return DAY.format(at.atZone(Cases.ZONE));
  }
}
