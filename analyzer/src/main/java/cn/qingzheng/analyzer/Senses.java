package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Words beside which a term means another thing: 挂靠 of ships beside 码头, 出证 of an office beside 执照, 全国 as a
 * given name behind a surname. Unlike a collocation they need not touch the term.
 */
final class Senses {
  private static final List<String> COLUMNS = List.of("term", "place", "words", "note");

  /** Where the words have to stand. */
  private enum Place {
    BEFORE,
    AFTER,
    CLAUSE,
    SENTENCE,
    /** Behind a surname, as people are called. */
    SURNAME;

    boolean wide() {
      return this == CLAUSE || this == SENTENCE;
    }
  }

  private record Sense(Place place, List<String> words) {}

  private final Map<String, List<Sense>> byTerm = new HashMap<>();
  private final PersonNames names;

  private Senses(PersonNames names) {
    this.names = names;
  }

  static Senses read(Path file, PersonNames names, Predicate<String> terms, Problems problems) {
    Senses senses = new Senses(names);
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      row.required("term", problems);
      Optional<Place> place = row.constant("place", Place.class, problems);
      if (place.filter(p -> p != Place.SURNAME).isPresent()) {
        row.required("words", problems);
      }
      for (String term : row.list("term")) {
        if (!terms.test(term)) {
          row.problem(problems, "规则包中没有词条 " + term, "请改正或先加入规则包");
        }
        place.ifPresent(p -> senses.byTerm.computeIfAbsent(term, t -> new ArrayList<>()).add(new Sense(p, row.list("words"))));
      }
    }
    return senses;
  }

  /**
   * Whether the term means something else here.
   *
   * @param offered whether the term is disguised or named as such, somebody invites in the sentence or a certificate is
   *     named in the clause, so that only words that touch the occurrence count
   */
  boolean another(String term, Span hit, Passage passage, String text, boolean offered) {
    return byTerm.getOrDefault(term, List.of()).stream()
        .filter(s -> !offered || !s.place().wide())
        .anyMatch(s -> stands(s, hit, passage, text));
  }

  private boolean stands(Sense sense, Span hit, Passage passage, String text) {
    return switch (sense.place()) {
      case BEFORE -> sense.words().stream().anyMatch(w -> text.startsWith(w, hit.start() - w.length()));
      case AFTER -> sense.words().stream().anyMatch(w -> text.startsWith(w, hit.end()));
      case CLAUSE -> beside(sense, hit, passage.clause(), text);
      case SENTENCE -> beside(sense, hit, passage.sentence(), text);
      case SURNAME -> names.at(hit, text);
    };
  }

  private static boolean beside(Sense sense, Span hit, Span within, String text) {
    String before = text.substring(within.start(), hit.start());
    String after = text.substring(hit.end(), Math.max(hit.end(), within.end()));
    return sense.words().stream().anyMatch(w -> before.contains(w) || after.contains(w));
  }
}
