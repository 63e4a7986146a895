package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The words of the monthly report. */
record MonthlyTexts(PaperTexts words, Map<String, String> measures, Map<String, String> sections, Map<String, String> heads, List<String> notes) {
  private static final List<String> SECTIONS = List.of("totals", "trend", "facet", "platform", "region", "outcome");
  private static final List<String> HEADS = List.of("item", "month", "before", "total", "trend", "facet", "platform", "region", "outcome");

  MonthlyTexts {
    measures = Map.copyOf(measures);
    sections = Map.copyOf(sections);
    heads = Map.copyOf(heads);
    notes = List.copyOf(notes);
  }

  static Optional<MonthlyTexts> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    List<String> plain = List.of("title", "unit", "opening", "own_site", "no_region", "others", "alt", "foot");
    PaperTexts words = PaperTexts.of(yaml, "monthly-report/1", plain, Set.of("measures", "sections", "heads", "notes"), own);
    List<String> measures = Arrays.stream(MonthlyMeasure.values()).map(Enum::name).toList();
    Set<String> opening = new HashSet<>(measures);
    opening.addAll(Set.of("month", "pages"));
    words.placeholders("opening", opening, Set.of("month"));
    words.placeholders("unit", Set.of("organ"), Set.of("organ"));
    words.placeholders("alt", Set.of("title", "values"), Set.of("title", "values"));
    words.placeholders("foot", Set.of("month", "page", "pages"), Set.of("month"));
    MonthlyTexts texts =
        new MonthlyTexts(
            words, words.map("measures", measures), words.map("sections", SECTIONS), words.map("heads", HEADS), words.list("notes", 0));
    own.list().forEach(problems::add);
    return own.isEmpty() ? Optional.of(texts) : Optional.empty();
  }

  String text(String key) {
    return words.text(key);
  }

  String measure(MonthlyMeasure measure) {
    return measures.get(measure.name());
  }
}
