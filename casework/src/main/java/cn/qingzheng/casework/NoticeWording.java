package cn.qingzheng.casework;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Fills a template with what a group of findings says. */
final class NoticeWording {
  /** So many terms, provisions and subjects are named in the letter itself; the list has them all. */
  private static final int NAMED = 5;

  private final NoticeTemplate template;
  private final Issuer issuer;
  private final Contacts contacts;
  private final NoticeRequest request;
  private final Optional<NoticeDraft> related;

  NoticeWording(NoticeTemplate template, Issuer issuer, Contacts contacts, NoticeRequest request, Optional<NoticeDraft> related) {
    this.template = template;
    this.issuer = issuer;
    this.contacts = contacts;
    this.request = request;
    this.related = related;
  }

  NoticeContent content(NoticeGroup group, LocalDate today, WorkCalendar.Deadline deadline) {
    List<FindingRecord> records = group.records();
    To to = recipient(records);
    String salutation = to.name + to.code.map(c -> "（统一社会信用代码：" + c + "）").orElse("");
    return new NoticeContent(
        template.kind(), issuer, to.name, to.code, template.form(), template.filled(values(records, to, deadline), salutation), today,
        deadline.day(), deadline.caution(), group.items());
  }

  private record To(String name, Optional<String> code) {}

  private To recipient(List<FindingRecord> records) {
    return switch (template.addressee()) {
      case PLATFORM -> platform(records);
      case SUBJECT -> new To(subject(records.get(0).subject()), records.get(0).subject().creditCode());
      case ORGAN -> new To(request.to().orElseThrow().strip(), Optional.empty());
      case RELATED -> new To(related.orElseThrow().content().recipient(), related.get().content().creditCode());
    };
  }

  private static String subject(Subject subject) {
    return subject.kind() == Subject.Kind.HOST ? subject.name() + " 网站主办单位" : subject.name();
  }

  /** The company behind the platform; the body if all of a site's findings are about it; else whoever runs the host. */
  private To platform(List<FindingRecord> records) {
    FindingRecord first = records.get(0);
    if (first.where().platform().isPresent()) {
      String platform = first.where().platform().get();
      return contacts.company(platform).map(c -> new To(c.company(), c.creditCode())).orElse(new To(platform, Optional.empty()));
    }
    Set<Subject> subjects = new LinkedHashSet<>(records.stream().map(FindingRecord::subject).toList());
    return subjects.size() == 1 && first.subject().kind() == Subject.Kind.BODY
        ? new To(first.subject().name(), first.subject().creditCode())
        : new To(first.where().host() + " 网站主办单位", Optional.empty());
  }

  private Map<String, String> values(List<FindingRecord> records, To to, WorkCalendar.Deadline deadline) {
    Instant first = records.stream().map(r -> r.finding().seen().first()).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = records.stream().map(r -> r.finding().seen().last()).max(Comparator.naturalOrder()).orElseThrow();
    Map<String, String> out = new HashMap<>(request.inputs());
    out.put("recipient", to.name);
    out.put("credit_code", to.code.orElse("未查明"));
    out.put("issuer", issuer.name());
    out.put("where", where(records));
    out.put("item_count", Long.toString(records.stream().map(r -> r.finding().url()).distinct().count()));
    out.put("subject_count", Long.toString(records.stream().map(r -> r.subject().id()).distinct().count()));
    out.put("subjects", named(records.stream().map(r -> subject(r.subject())), "、", "家"));
    out.put("period", NoticeGroup.day(first).equals(NoticeGroup.day(last)) ? NoticeGroup.day(last) : NoticeGroup.day(first) + "至" + NoticeGroup.day(last));
    out.put("terms", named(records.stream().map(r -> "“" + r.finding().hit().match().term() + "”"), "", "项"));
    out.put("provisions", named(records.stream().flatMap(r -> NoticeGroup.provisions(r).stream()), "、", "项"));
    out.put("reply_by", NoticeGroup.DAY.format(deadline.day()));
    out.put("reply_channel", issuer.replyChannel());
    out.put("contact", issuer.contact());
    out.put("phone", issuer.phone());
    related.ifPresent(
        r -> {
          out.put("related_no", r.signing().docNo().orElseThrow());
          out.put("related_title", r.content().wording().title());
          out.put("related_date", NoticeGroup.DAY.format(r.dated()));
        });
    return out;
  }

  private static String where(List<FindingRecord> records) {
    return named(
        records.stream().map(r -> r.where().platform().orElse("网站 " + r.where().host() + " ")), "、", "处");
  }

  private static String named(Stream<String> all, String joint, String unit) {
    List<String> distinct = all.distinct().toList();
    String some = String.join(joint, distinct.subList(0, Math.min(NAMED, distinct.size())));
    return distinct.isEmpty() ? "有关规定" : distinct.size() > NAMED ? some + "等" + distinct.size() + unit : some;
  }
}
