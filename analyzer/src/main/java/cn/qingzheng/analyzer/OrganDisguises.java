package cn.qingzheng.analyzer;

import cn.qingzheng.model.WrittenForm;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How short names of organs are hidden: 人社bu, 人社b, 仁社部, 人礻土部, 人某部, rsb. Long ones are hardly ever. */
final class OrganDisguises {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 4;
  private static final List<String> MASKS = List.of("某", "x");

  private final Map<String, WrittenForm> forms = new HashMap<>();
  private final Map<String, List<String>> homophones = HanLpLanguage.homophones();
  private final Function<String, List<String>> looks;

  private OrganDisguises(Function<String, List<String>> looks) {
    this.looks = looks;
  }

  /**
   * Names by how they are written, without those that are names or words themselves.
   *
   * @param splits characters written as their parts or as one that looks like them
   * @param letters brings a word to its folded letters
   */
  static Map<String, WrittenForm> of(Collection<String> names, Collection<Wordlists.Split> splits, UnaryOperator<String> letters) {
    Map<String, List<String>> looks = new HashMap<>();
    splits.forEach(s -> looks.computeIfAbsent(s.letter(), k -> new ArrayList<>()).add(letters.apply(s.parts())));
    OrganDisguises disguises = new OrganDisguises(l -> looks.getOrDefault(l, List.of()));
    names.stream()
        .filter(n -> n.length() >= SHORTEST && n.length() <= LONGEST && n.codePoints().allMatch(Character::isIdeographic))
        .forEach(disguises::add);
    names.forEach(disguises.forms::remove);
    return Map.copyOf(disguises.forms);
  }

  private void add(String name) {
    List<String> syllables = HanLpLanguage.syllables(name);
    if (syllables.size() != name.length()) {
      return;
    }
    put(String.join("", syllables), WrittenForm.PINYIN);
    put(String.join("", syllables.stream().map(s -> s.substring(0, 1)).toList()), WrittenForm.INITIALS);
    for (int i = 0; i < name.length(); i++) {
      String letter = name.substring(i, i + 1);
      replace(name, i, syllables.get(i), WrittenForm.PINYIN_MIXED);
      if (i > 0) {
        replace(name, i, syllables.get(i).substring(0, 1), WrittenForm.INITIALS);
      }
      for (String other : homophones.getOrDefault(syllables.get(i), List.of())) {
        replace(name, i, other, WrittenForm.HOMOPHONE);
      }
      for (String look : looks.apply(letter)) {
        replace(name, i, look, WrittenForm.LOOKALIKE);
      }
      if (i > 0 && i < name.length() - 1) {
        for (String mask : MASKS) {
          replace(name, i, mask, WrittenForm.MASKED);
        }
      }
    }
  }

  private void replace(String name, int at, String by, WrittenForm form) {
    put(name.substring(0, at) + by + name.substring(at + 1), form);
  }

  private void put(String written, WrittenForm form) {
    if (!HanLpLanguage.word(written)) {
      forms.putIfAbsent(written, form);
    }
  }
}
