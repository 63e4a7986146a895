package cn.qingzheng.casework;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A letter's list for machines: our own JSON, and XARF 4 reports (category content, type fraud), one for each page. */
final class NoticeJson {
  private static final Pattern MAILBOX = Pattern.compile("[A-Za-z0-9._%+-]+@([A-Za-z0-9.-]+[A-Za-z0-9])");

  private NoticeJson() {}

  static String list(NoticeDraft draft, ReplyWay reply) {
    NoticeContent content = draft.content();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("schema", "qingzheng-notice/1");
    out.put("id", draft.id());
    out.put("doc_no", draft.signing().docNo().orElse(""));
    out.put("kind", content.kind().name());
    out.put("kind_label", content.kind().label());
    out.put("title", content.wording().title());
    out.put("issuer", content.issuer().name());
    out.put("recipient", content.recipient());
    out.put("credit_code", content.creditCode().orElse(""));
    out.put("date", draft.dated().toString());
    out.put("reply_by", content.replyBy().toString());
    out.put("reply_token", reply.key());
    reply.address().ifPresent(a -> out.put("reply_url", a));
    out.put("content_sha256", draft.contentHash());
    List<Map<String, Object>> items = new ArrayList<>();
    List<List<NoticeItem>> pages = NoticeList.pages(content.items());
    for (int i = 0; i < pages.size(); i++) {
      for (NoticeItem item : pages.get(i)) {
        items.add(item(i + 1, item));
      }
    }
    out.put("items", items);
    return Json.write(out);
  }

  private static Map<String, Object> item(int number, NoticeItem item) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("no", number);
    out.put("platform", item.source().platform());
    out.put("subject", item.subject());
    out.put("url", item.source().url());
    out.put("title", item.source().title());
    out.put("words", item.quote().surface());
    out.put("sentence", item.quote().sentence());
    out.put("first_seen", item.quote().firstSeen().toString());
    out.put("last_seen", item.quote().lastSeen().toString());
    out.put("rule", item.rule());
    out.put("provisions", item.provisions());
    item.proof().ifPresent(
        p -> {
          out.put("evidence", p.evidenceId());
          out.put("manifest_sha256", p.manifestSha256());
          out.put("manifest_sm3", p.manifestSm3());
        });
    return out;
  }

  /** JSON Lines: a report can name one source only. */
  static String xarf(NoticeDraft draft) {
    StringBuilder out = new StringBuilder();
    for (List<NoticeItem> page : NoticeList.pages(draft.content().items())) {
      out.append(Json.write(report(draft, page))).append('\n');
    }
    return out.toString();
  }

  private static Map<String, Object> report(NoticeDraft draft, List<NoticeItem> page) {
    String url = page.get(0).source().url();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("xarf_version", "4.0.0");
    // The same letter and page give the same id: a report that is sent again is no second one.
    out.put("report_id", UUID.nameUUIDFromBytes((draft.id() + "\n" + draft.contentHash() + "\n" + url).getBytes(StandardCharsets.UTF_8)).toString());
    out.put("timestamp", DateTimeFormatter.ISO_INSTANT.format(page.get(0).quote().lastSeen()));
    out.put("reporter", organ(draft.content().issuer()));
    out.put("sender", organ(draft.content().issuer()));
    out.put("source_identifier", url);
    out.put("category", "content");
    out.put("type", "fraud");
    out.put("fraud_type", "other");
    out.put("evidence_source", "crawler");
    out.put("url", url);
    out.put("description", draft.content().kind().label() + " " + draft.signing().docNo().orElse(draft.id()) + "：" + words(page));
    List<Map<String, Object>> evidence = new ArrayList<>();
    for (NoticeItem item : page) {
      byte[] text = item.quote().sentence().getBytes(StandardCharsets.UTF_8);
      Map<String, Object> one = new LinkedHashMap<>();
      one.put("content_type", "text/plain; charset=utf-8");
      one.put("description", item.rule() + item.proof().map(p -> "，证据 " + p.evidenceId()).orElse(""));
      one.put("payload", Base64.getEncoder().encodeToString(text));
      one.put("hash", "sha256:" + HexFormat.of().formatHex(Audit.sha256().digest(text)));
      evidence.add(one);
    }
    out.put("evidence", evidence);
    return out;
  }

  private static String words(List<NoticeItem> page) {
    return String.join("、", page.stream().map(i -> "“" + i.quote().surface() + "”").distinct().toList());
  }

  private static Map<String, Object> organ(Issuer issuer) {
    Matcher mailbox = MAILBOX.matcher(issuer.replyChannel());
    boolean known = mailbox.find();
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("org", issuer.name());
    out.put("contact", known ? mailbox.group() : "none@reporter.invalid");
    out.put("domain", known ? mailbox.group(1) : "reporter.invalid");
    return out;
  }
}
