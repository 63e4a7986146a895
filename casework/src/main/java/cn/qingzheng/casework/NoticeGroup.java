package cn.qingzheng.casework;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The findings that go to one recipient, and the letter's content made of them. */
final class NoticeGroup {
  static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy年M月d日", java.util.Locale.ROOT);
  /** So many terms and provisions are named in the letter itself; the list has them all. */
  private static final int NAMED = 5;

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

  NoticeContent content(Issuer issuer, NoticeTemplate template, LocalDate today, WorkCalendar.Deadline deadline) {
    entries.sort(
        Comparator.comparing((Entry e) -> e.record.subject().shown())
            .thenComparing(e -> e.record.finding().url().toString())
            .thenComparing(e -> e.record.finding().fingerprint()));
    List<NoticeItem> items = entries.stream().map(NoticeGroup::item).toList();
    return new NoticeContent(
        template.kind(), issuer, recipient(), template.filled(values(issuer, deadline)), today, deadline.day(),
        deadline.caution(), items);
  }

  /** The platform; the body if all of a site's findings are about it; else whoever runs the host. */
  private String recipient() {
    FindingRecord first = entries.get(0).record;
    if (first.where().platform().isPresent()) {
      return first.where().platform().get();
    }
    Set<Subject> subjects = new LinkedHashSet<>(entries.stream().map(e -> e.record.subject()).toList());
    return subjects.size() == 1 && first.subject().kind() == Subject.Kind.BODY
        ? first.subject().name()
        : first.where().host() + " 网站主办单位";
  }

  private Map<String, String> values(Issuer issuer, WorkCalendar.Deadline deadline) {
    Instant first = entries.stream().map(e -> e.record.finding().seen().first()).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = entries.stream().map(e -> e.record.finding().seen().last()).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, String> out = new HashMap<>();
    out.put("recipient", recipient());
    out.put("issuer", issuer.name());
    out.put("where", entries.get(0).record.where().platform().orElse("网站 " + entries.get(0).record.where().host() + " "));
    out.put("item_count", Long.toString(entries.stream().map(e -> e.record.finding().url()).distinct().count()));
    out.put("subject_count", Long.toString(entries.stream().map(e -> e.record.subject().id()).distinct().count()));
    out.put("period", day(first).equals(day(last)) ? day(last) : day(first) + "至" + day(last));
    out.put("terms", named(entries.stream().map(e -> "“" + e.record.finding().hit().match().term() + "”"), ""));
    out.put("provisions", named(entries.stream().flatMap(e -> provisions(e.record).stream()), "、"));
    out.put("reply_by", DAY.format(deadline.day()));
    out.put("reply_channel", issuer.replyChannel());
    out.put("contact", issuer.contact());
    out.put("phone", issuer.phone());
    return out;
  }

  private static String named(Stream<String> all, String joint) {
    List<String> distinct = all.distinct().toList();
    String some = String.join(joint, distinct.subList(0, Math.min(NAMED, distinct.size())));
    return distinct.isEmpty() ? "有关规定" : distinct.size() > NAMED ? some + "等" + distinct.size() + "项" : some;
  }

  private static List<String> provisions(FindingRecord record) {
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
        rule(record.finding().hit()), provisions(record), entry.proof, record.finding().state() == FindingState.CONFIRMED);
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
