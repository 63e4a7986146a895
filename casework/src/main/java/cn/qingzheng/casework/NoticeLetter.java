package cn.qingzheng.casework;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A notice as a letter (函, 信函格式) with its list as attachment. */
final class NoticeLetter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String HEADING = "# ";
  private static final int QUOTED = 80;
  private static final int SHORT_DIGEST = 16;

  private NoticeLetter() {}

  static LegalPage page(NoticeDraft draft) {
    NoticeContent content = draft.content();
    NoticeContent.Wording wording = content.wording();
    List<LegalPage.Block> blocks = new ArrayList<>();
    blocks.add(new LegalPage.Title(wording.title()));
    blocks.add(new LegalPage.Flush(wording.salutation()));
    for (String text : wording.body()) {
      blocks.add(
          text.startsWith(HEADING) ? new LegalPage.Heading(text.substring(HEADING.length())) : new LegalPage.Paragraph(text));
    }
    blocks.add(new LegalPage.Paragraph("附件：" + wording.attachmentTitle()));
    blocks.add(new LegalPage.Signature(content.issuer().name(), NoticeGroup.DAY.format(content.date())));
    content.caution().ifPresent(caution -> blocks.add(new LegalPage.Note("拟稿提示：" + caution + "。")));
    blocks.add(new LegalPage.Attachment("附件"));
    blocks.add(new LegalPage.Title(wording.attachmentTitle()));
    blocks.add(grid(content.items()));
    blocks.add(new LegalPage.Note("注：" + wording.attachmentNote()));
    return new LegalPage(
        wording.title() + "（" + content.recipient() + "）", false,
        Optional.of(new LegalPage.Letterhead(content.issuer().name(), "（文号待签发时编）")), mark(draft),
        "拟稿编号 " + draft.id(), blocks);
  }

  private static Optional<String> mark(NoticeDraft draft) {
    return draft.drafting().approver().isEmpty() ? Optional.of("草稿") : Optional.empty();
  }

  private static LegalPage.Grid grid(List<NoticeItem> items) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(
        List.of("序号", "平台或网站", "发布主体", "标题和网址", "原文用语", "首次和最近发现", "对应规则和规定", "证据编号和校验值").stream()
            .map(t -> LegalPage.Cell.head(t, 1, 1))
            .toList());
    for (int i = 0; i < items.size(); i++) {
      rows.add(row(i + 1, items.get(i)));
    }
    return new LegalPage.Grid(List.of(12, 22, 25, 55, 44, 30, 33, 36), 1, 18, rows);
  }

  private static List<LegalPage.Cell> row(int number, NoticeItem item) {
    String words = "“" + item.quote().surface() + "”" + (item.confirmed() ? "" : "（候选，待核实）") + "\n" + around(item.quote());
    return List.of(
        LegalPage.Cell.centre(Integer.toString(number)),
        LegalPage.Cell.left(item.source().platform()),
        LegalPage.Cell.left(item.subject()),
        LegalPage.Cell.left(item.source().title() + "\n" + item.source().url()),
        LegalPage.Cell.left(words),
        LegalPage.Cell.centre(time(item.quote().firstSeen()) + "\n" + time(item.quote().lastSeen())),
        LegalPage.Cell.left(item.rule() + "\n" + String.join("、", item.provisions())),
        LegalPage.Cell.left(item.proof().map(NoticeLetter::proof).orElse("证据包待制作")));
  }

  private static String proof(NoticeItem.Proof proof) {
    return proof.evidenceId() + "\nSHA-256：" + proof.manifestSha256().substring(0, SHORT_DIGEST) + "\nSM3：" + proof.manifestSm3();
  }

  /** The sentence, cut around the words if it is long; never through a surrogate pair. */
  private static String around(NoticeItem.Quote quote) {
    String all = quote.sentence().strip();
    if (all.codePointCount(0, all.length()) <= QUOTED) {
      return all;
    }
    int at = Math.max(0, all.indexOf(quote.surface()));
    int from = all.offsetByCodePoints(0, Math.max(0, all.codePointCount(0, at) - QUOTED / 3));
    int to = all.offsetByCodePoints(from, Math.min(QUOTED, all.codePointCount(from, all.length())));
    return (from > 0 ? "……" : "") + all.substring(from, to) + (to < all.length() ? "……" : "");
  }

  private static String time(Instant at) {
    return TIME.format(at.atZone(Cases.ZONE));
  }
}
