package cn.qingzheng.casework;

import cn.qingzheng.model.Finding;
import cn.qingzheng.model.FindingState;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Span;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What officers decided, as labelled samples for the rules: a line for each finding, with the sentence around it.
 * A dismissed one is a sample of what must not be proposed, its reason the {@code why}.
 */
public final class DecidedSamples {
  private final Casebook book;
  private final UnaryOperator<String> mask;

  /** @param mask hides personal data without changing the length of the text */
  public DecidedSamples(Casebook book, UnaryOperator<String> mask) {
    this.book = book;
    this.mask = mask;
  }

  /**
   * @param dismissed lines of findings that are none
   * @param confirmed lines of findings that are ones
   */
  public record Count(int dismissed, int confirmed) {}

  /** Writes JSON Lines; whole sentences only, whose offsets are right. */
  public Count write(Path file) throws IOException {
    Count count = new Count(0, 0);
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      for (FindingState state : List.of(FindingState.DISMISSED, FindingState.CONFIRMED)) {
        List<FindingRecord> decided =
            book.findings(FindingFilter.all().state(state)).stream().filter(r -> r.decision().isPresent()).toList();
        for (FindingRecord record : decided) {
          Optional<Map<String, Object>> line = line(record);
          if (line.isPresent()) {
            out.write(Json.write(line.get()));
            out.newLine();
            boolean none = state == FindingState.DISMISSED;
            count = new Count(count.dismissed + (none ? 1 : 0), count.confirmed + (none ? 0 : 1));
          }
        }
      }
    }
    return count;
  }

  private Optional<Map<String, Object>> line(FindingRecord record) {
    Finding finding = record.finding();
    Hit hit = finding.hit();
    String sentence = hit.place().sentence();
    return place(hit, sentence).map(
        at -> {
          Map<String, Object> label = new LinkedHashMap<>();
          label.put("term", Stream.concat(Stream.of(hit.match().term()), hit.match().alternatives().stream()).distinct().toList());
          label.put("start", at.start());
          label.put("end", at.end());
          label.put("violation", finding.state() == FindingState.CONFIRMED);
          label.put("why", record.decision().map(FindingRecord.Decision::reason).orElse(""));
          Map<String, Object> line = new LinkedHashMap<>();
          line.put("id", "case-" + finding.fingerprint());
          line.put("class", hit.ruleId());
          line.put("promoter", finding.promoter().status().name());
          line.put("text", mask.apply(sentence));
          line.put("hits", List.of(label));
          return line;
        });
  }

  /** Where the words stand in their sentence; by the spans, or where they are found if the sentence was trimmed. */
  private static Optional<Span> place(Hit hit, String sentence) {
    String words = hit.match().surface();
    int start = hit.match().span().start() - hit.place().sentenceSpan().start();
    if (start >= 0 && sentence.startsWith(words, start)) {
      return Optional.of(new Span(start, start + words.length()));
    }
    int found = sentence.indexOf(words);
    return found < 0 || words.isEmpty() ? Optional.empty() : Optional.of(new Span(found, found + words.length()));
  }
}
