package cn.qingzheng.console.web.reply;

import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeItem;
import cn.qingzheng.casework.PersonalData;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyMeasure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A line of the letter's list as its recipient sees it, personal data masked, with what he filled in.
 *
 * @param evidence numbers of the packages
 */
record ShownItem(
    int number, String platform, String subject, String title, String url, List<Words> words, List<String> provisions, List<String> evidence,
    List<Count> counts, String result, String note) {
  private static final int LONGEST = 120;

  record Words(String surface, String sentence) {}

  /** @param value as to be shown in the field, empty for none */
  record Count(String field, String label, String value) {}

  static List<ShownItem> of(NoticeDraft letter, ReplyAnswer answer) {
    List<List<NoticeItem>> pages = letter.content().pages();
    List<ShownItem> out = new ArrayList<>();
    for (int i = 0; i < pages.size(); i++) {
      out.add(of(i + 1, pages.get(i), answer.line(i + 1)));
    }
    return out;
  }

  private static ShownItem of(int number, List<NoticeItem> page, Optional<Reply.Line> line) {
    NoticeItem any = page.get(0);
    Map<ReplyMeasure, Integer> counts = line.map(Reply.Line::counts).orElse(Map.of());
    return new ShownItem(
        number, any.source().platform(), masked(any.subject()), masked(any.source().title()), any.source().url(),
        page.stream().map(n -> new Words(masked(n.quote().surface()), masked(n.quote().sentence()))).distinct().toList(),
        page.stream().flatMap(n -> n.provisions().stream()).distinct().toList(),
        page.stream().flatMap(n -> n.proof().stream()).map(NoticeItem.Proof::evidenceId).distinct().toList(),
        Arrays.stream(ReplyMeasure.values())
            .map(m -> new Count(ReplyAnswer.field(number, m), m.column(), counts.getOrDefault(m, 0) == 0 ? "" : Integer.toString(counts.get(m))))
            .toList(),
        line.map(Reply.Line::result).orElse(""), line.map(Reply.Line::note).orElse(""));
  }

  private static String masked(String captured) {
    String text = PersonalData.masked(captured).replaceAll("\\s+", " ").strip();
    return text.codePointCount(0, text.length()) <= LONGEST ? text : text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "…";
  }
}
