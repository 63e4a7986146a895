package cn.qingzheng.casework;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a recipient answered to a letter.
 *
 * @param hash SHA-256 over letter, lines, remark and attachments, lower-case hex
 * @param source the file, or where else it came from
 * @param takenBy who took it in
 */
public record Reply(
    long id, String noticeId, String hash, Instant at, String source, String takenBy, String remark, List<Line> lines, List<Attachment> attachments) {
  public Reply {
    lines = List.copyOf(lines);
    attachments = List.copyOf(attachments);
  }

  /**
   * What was done about one line of the letter's list.
   *
   * @param item its number there, from 1
   * @param counts each 0 or more; a measure that is missing counts 0
   * @param result in the recipient's words
   */
  public record Line(int item, Map<ReplyMeasure, Integer> counts, String result, String note) {
    public Line {
      Map<ReplyMeasure, Integer> all = new EnumMap<>(ReplyMeasure.class);
      for (ReplyMeasure measure : ReplyMeasure.values()) {
        all.put(measure, counts.getOrDefault(measure, 0));
      }
      counts = Map.copyOf(all);
    }

    /** Whether anything at all was filled in. */
    public boolean filled() {
      return !result.isBlank() || !note.isBlank() || counts.values().stream().anyMatch(n -> n > 0);
    }
  }

  /** @param sha256 lower-case hex; the file is kept under it */
  public record Attachment(String name, String sha256, long bytes) {}

  /** What the recipient can quote: the number on his receipt. */
  public String number() {
    return "FK-" + noticeId + "-" + id;
  }

  /** All lines added up. */
  public Map<ReplyMeasure, Integer> totals() {
    Map<ReplyMeasure, Integer> out = new EnumMap<>(ReplyMeasure.class);
    for (ReplyMeasure measure : ReplyMeasure.values()) {
      out.put(measure, lines.stream().mapToInt(l -> l.counts().get(measure)).sum());
    }
    return out;
  }
}
