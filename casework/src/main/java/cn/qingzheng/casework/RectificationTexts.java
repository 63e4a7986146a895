package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The words of 整改清单. */
record RectificationTexts(PaperTexts words, List<String> heads) {
  private static final int COLUMNS = 9;

  RectificationTexts {
    heads = List.copyOf(heads);
  }

  static Optional<RectificationTexts> read(YamlMap yaml, Problems problems) {
    Problems own = new Problems();
    List<String> plain = List.of("title", "sheet", "unit", "unseen", "state_done", "state_superficial", "state_open", "note", "foot");
    PaperTexts words = PaperTexts.of(yaml, "rectification-list/1", plain, Set.of("heads"), own);
    words.placeholders("unit", Set.of("organ"), Set.of("organ"));
    words.placeholders("foot", Set.of("day", "page", "pages"), Set.of("day"));
    RectificationTexts texts = new RectificationTexts(words, words.list("heads", COLUMNS));
    own.list().forEach(problems::add);
    return own.isEmpty() ? Optional.of(texts) : Optional.empty();
  }

  String text(String key) {
    return words.text(key);
  }
}
