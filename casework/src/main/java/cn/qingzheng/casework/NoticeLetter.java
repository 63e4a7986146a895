package cn.qingzheng.casework;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A notice as a letter (函, 信函格式) with its list as attachment. */
final class NoticeLetter {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
  private static final String HEADING = "# ";
  private static final int QUOTED = 80;

  private NoticeLetter() {}

  static LegalPage page(NoticeDraft draft) {
    NoticeContent content = draft.content();
    NoticeContent.Wording wording = content.wording();
    boolean letter = content.form().layout() == NoticeForm.Layout.LETTER;
    String number = draft.signing().docNo().orElse("（文号待签发时编）");
    List<LegalPage.Block> blocks = new ArrayList<>();
    if (!letter) {
      blocks.add(new LegalPage.Title(content.issuer().name()));
    }
    blocks.add(new LegalPage.Title(wording.title()));
    if (!letter) {
      blocks.add(new LegalPage.Subtitle(number));
    }
    text(blocks, draft);
    if (!content.items().isEmpty()) {
      blocks.add(new LegalPage.Attachment("附件"));
      blocks.add(new LegalPage.Title(wording.attachmentTitle()));
      blocks.add(grid(content.items()));
      blocks.add(new LegalPage.Note("注：" + wording.attachmentNote()));
    }
    if (content.form().receipt()) {
      receipt(blocks, draft, number);
    }
    return new LegalPage(
        wording.title() + "（" + content.recipient() + "）", false,
        letter ? Optional.of(new LegalPage.Letterhead(content.issuer().name(), number)) : Optional.empty(), mark(draft), "", blocks);
  }

  private static void text(List<LegalPage.Block> blocks, NoticeDraft draft) {
    NoticeContent content = draft.content();
    blocks.add(new LegalPage.Flush(content.wording().salutation()));
    for (String text : content.wording().body()) {
      blocks.add(
          text.startsWith(HEADING) ? new LegalPage.Heading(text.substring(HEADING.length())) : new LegalPage.Paragraph(text));
    }
    if (!content.items().isEmpty()) {
      blocks.add(new LegalPage.Paragraph("附件：" + content.wording().attachmentTitle()));
    }
    blocks.add(new LegalPage.Signature(content.issuer().name(), NoticeGroup.DAY.format(draft.dated())));
    if (draft.signing().docNo().isEmpty()) {
      content.caution().ifPresent(caution -> blocks.add(new LegalPage.Note("拟稿提示：" + caution + "。")));
    }
  }

  /** 回执, to be cut off and sent back. */
  private static void receipt(List<LegalPage.Block> blocks, NoticeDraft draft, String number) {
    blocks.add(new LegalPage.Attachment("回执"));
    blocks.add(new LegalPage.Title("回　执"));
    blocks.add(new LegalPage.Flush(draft.content().issuer().name() + "："));
    blocks.add(
        new LegalPage.Paragraph("你单位《" + draft.content().wording().title() + "》（" + number + "）及所附材料，我单位于＿＿＿＿年＿＿月＿＿日收到。"));
    blocks.add(new LegalPage.Paragraph("签收人：＿＿＿＿＿＿＿＿　　　　联系电话：＿＿＿＿＿＿＿＿＿＿"));
    blocks.add(new LegalPage.Signature("（受移送机关印章）", "年　　月　　日"));
  }

  private static Optional<String> mark(NoticeDraft draft) {
    if (draft.state() == NoticeState.WITHDRAWN) {
      return Optional.of("作废");
    }
    return draft.signing().docNo().isEmpty() ? Optional.of("草稿") : Optional.empty();
  }

  private static LegalPage.Grid grid(List<NoticeItem> items) {
    List<List<LegalPage.Cell>> rows = new ArrayList<>();
    rows.add(
        List.of("序号", "平台或网站", "发布主体", "标题和网址", "原文用语", "首次和最近发现", "对应规则和规定", "证据编号和校验值").stream()
            .map(t -> LegalPage.Cell.head(t, 1, 1))
            .toList());
    NoticeList.pages(items).forEach(page -> rows.add(row(rows.size(), page)));
    return new LegalPage.Grid(List.of(11, 20, 23, 46, 50, 26, 40, 41), 1, 18, rows);
  }

  /** One page of one subject, with all that was found there. */
  private static List<LegalPage.Cell> row(int number, List<NoticeItem> items) {
    NoticeItem any = items.get(0);
    Instant first = items.stream().map(i -> i.quote().firstSeen()).min(Comparator.naturalOrder()).orElseThrow();
    Instant last = items.stream().map(i -> i.quote().lastSeen()).max(Comparator.naturalOrder()).orElseThrow();
    return List.of(
        LegalPage.Cell.centre(Integer.toString(number)),
        LegalPage.Cell.left(any.source().platform()),
        LegalPage.Cell.left(any.subject()),
        LegalPage.Cell.left(any.source().title() + "\n" + any.source().url()),
        LegalPage.Cell.left(lines(items.stream().map(NoticeLetter::words))),
        LegalPage.Cell.centre(time(first) + "\n" + time(last)),
        LegalPage.Cell.left(
            lines(items.stream().map(NoticeItem::rule)) + "\n"
                + items.stream().flatMap(i -> i.provisions().stream()).distinct().collect(Collectors.joining("、"))),
        LegalPage.Cell.left(lines(items.stream().map(i -> i.proof().map(NoticeLetter::proof).orElse("证据包待制作")))));
  }

  private static String lines(Stream<String> parts) {
    return parts.distinct().collect(Collectors.joining("\n"));
  }

  private static String words(NoticeItem item) {
    return "“" + item.quote().surface() + "”" + (item.confirmed() ? "" : "（候选，待核实）") + "：" + around(item.quote());
  }

  private static String proof(NoticeItem.Proof proof) {
    return proof.evidenceId() + "\nSHA-256：" + proof.manifestSha256() + "\nSM3：" + proof.manifestSm3();
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
