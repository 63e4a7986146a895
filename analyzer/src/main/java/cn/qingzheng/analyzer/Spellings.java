package cn.qingzheng.analyzer;

import cn.qingzheng.model.WrittenForm;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All ways to write the terms that need no list: the term itself, its characters in pinyin (all or some), the first
 * letters, a character left out behind a mask, two neighbours changed round, the whole backwards, a letter of the same
 * sound or look. Two letters made so are ordinary words in most places; they get so little confidence that they count
 * only where an offer has its promise ({@link Offered}). Rewritten words are made by {@link Spinning}. What else is written
 * is curated in {@code variants.tsv} and {@code phrases/turns.tsv}.
 */
final class Spellings {
  private static final int LONGEST_MIXED = 7;
  private static final int LONGEST_PICTURED = 4;
  private static final String NUMBER = "{数}";
  private static final String ORGAN = "{部}";
  /** What is claimed of a certificate in the name of the state. */
  private static final String CLAIMS = "{认可|承认|认证|颁发|通用|统一|发证|授权|注册|备案|高级|联网|公认|权威|都认|统考|联查|各地|各省|级}";
  private static final double SURE = 1.0;
  private static final double LIKELY = 0.65;
  /** Two letters that are ordinary words away from an offer. */
  private static final double SHORT = 0.45;
  private static final String MASK_LETTERS = "某xo口";

  private final Folding folding;
  private final Set<String> promises;
  private final Map<String, List<TermForm.Spelling>> byKey = new LinkedHashMap<>();
  private final List<TermForm.Spelling> marked = new ArrayList<>();
  private final List<TermForm.Half> halves = new ArrayList<>();
  private final Map<String, List<String>> splits = new HashMap<>();
  private final Set<String> ordinary = new HashSet<>();
  private final Map<String, List<String>> homophones = HanLpLanguage.homophones();
  private final Map<String, List<String>> similar = new HashMap<>();
  private final Set<Character> pictured;

  /** @param promises terms of which even two letters may be changed round; 家国 for 国家 is a word of its own */
  Spellings(Folding folding, Set<String> terms, Set<String> promises, Wordlists.Language language) {
    this.folding = folding;
    this.promises = promises;
    List<Variant> variants = language.variants();
    language.similar().forEach(s -> similar.computeIfAbsent(s.letter(), k -> new ArrayList<>()).add(folding.letters(s.parts())));
    language.gazetteer().names().stream()
        .filter(n -> n.kind() == Gazetteer.NameKind.COLLOCATION)
        .forEach(n -> ordinary.add(folding.letters(n.text())));
    pictured = folding.pictured();
    List<Wordlists.Split> taken = language.splits();
    taken.forEach(s -> splits.computeIfAbsent(s.letter(), k -> new ArrayList<>()).add(folding.letters(s.parts())));
    for (String term : terms) {
      shape(term).ifPresent(shape -> add(new TermForm.Spelling(term, shape, WrittenForm.LITERAL, SURE, -1)));
      ordinary.add(folding.letters(term));
    }
    for (Variant variant : variants) {
      variant(variant);
    }
    Spinning spinning = new Spinning(language.spun());
    for (String term : terms) {
      if (!term.contains("{")) {
        spinning.forms(folding.letters(term)).forEach(f -> generated(term, f, WrittenForm.SYNONYM, -1));
        generate(term, folding.letters(term));
      } else if (term.startsWith(NUMBER)) {
        numbered(term, folding.letters(term.substring(NUMBER.length())));
      } else if (term.startsWith(ORGAN)) {
        claimed(term, folding.letters(term.substring(ORGAN.length())), ORGAN);
      }
    }
  }

  /** A form with a symbol in it is looked for in the text that keeps symbols. */
  private void variant(Variant variant) {
    TermShape shape = TermShape.parse(variant.form()).orElseThrow();
    TermShape kept = shape.mapLiterals(folding::visibleWord);
    boolean symbols = kept.text().chars().anyMatch(c -> !folding.lettered((char) c));
    if (shape.choice()) {
      TermShape written = symbols ? kept : shape.mapLiterals(folding::letters);
      written.anchored().forEach(s -> {
        TermForm.Spelling spelling = spelling(variant, s);
        if (symbols) {
          marked.add(spelling);
        } else {
          add(spelling);
        }
      });
      return;
    }
    if (folding.letters(variant.form()).contains(folding.letters(variant.term()))) {
      // A form that folding already brings to the term (国傢) would only stretch the term over what follows it.
      return;
    }
    if (symbols) {
      if (!kept.anchor().isEmpty()) {
        marked.add(spelling(variant, kept));
      }
      return;
    }
    shape(variant.form()).ifPresent(s -> add(spelling(variant, s)));
    ordinary.add(folding.letters(variant.form()));
  }

  private static TermForm.Spelling spelling(Variant variant, TermShape shape) {
    return new TermForm.Spelling(variant.term(), shape, variant.kind(), variant.confidence(), -1, variant.also());
  }

  /** Forms that contain symbols, spelled as in {@link MarkedText}. */
  List<TermForm.Spelling> marked() {
    return marked;
  }

  List<TermForm.Spelling> all() {
    return byKey.values().stream().flatMap(List::stream).toList();
  }

  private void generate(String term, String letters) {
    boolean chinese = letters.codePoints().allMatch(Character::isIdeographic);
    if (!chinese || letters.length() < 2) {
      return;
    }
    if (letters.length() <= LONGEST_MIXED) {
      pinyin(term, letters);
    }
    if (letters.length() >= 3 || promises.contains(term)) {
      reordered(term, letters);
    }
    if (letters.length() >= 3) {
      int half = Math.max(2, letters.length() / 2);
      halves.add(new TermForm.Half(letters.substring(0, half), term, letters, 0));
      halves.add(new TermForm.Half(letters.substring(letters.length() - half), term, letters, letters.length() - half));
    }
    if (letters.length() >= 3) {
      masked(term, letters);
    }
    split(term, letters);
    similar(term, letters);
    if (letters.length() == 2 && !promises.contains(term)) {
      claimed(term, letters);
    }
    if (!promises.contains(term) && letters.length() == LONGEST_PICTURED) {
      pictured(term, letters, LONGEST_PICTURED / 2);
    }
    if (promises.contains(term)) {
      for (int i = 1; i < letters.length() && letters.length() <= LONGEST_PICTURED; i++) {
        pictured(term, letters, i);
      }
      if (letters.length() == 2) {
        splitAlike(term, letters);
        soundAlike(term, letters);
        covered(term, letters, "");
        generated(term, letters.charAt(0) + "x", WrittenForm.MASKED, -1);
        for (char mask : MASK_LETTERS.toCharArray()) {
          add(new TermForm.Spelling(term, TermShape.parse(letters.charAt(0) + String.valueOf(mask) + letters.charAt(1)).orElseThrow(), WrittenForm.MASKED, SHORT, -1));
        }
      }
    }
  }

  /** 包*, *靠, 全※通用: one of two letters under a sign. */
  private void covered(String term, String letters, String claims) {
    for (int i = 0; i < Gaps.COVERS.length(); i++) {
      String cover = Gaps.COVERS.substring(i, i + 1);
      boolean end = letters.charAt(1) == '证' || "_＿#☆★".contains(cover);
      for (String form : end ? List.of(letters.charAt(0) + cover + claims) : List.of(letters.charAt(0) + cover + claims, cover + letters.charAt(1) + claims)) {
        TermShape.parse(form).map(s -> s.mapLiterals(folding::visibleWord)).map(TermShape::anchored).orElse(List.of())
            .forEach(s -> marked.add(new TermForm.Spelling(term, s, WrittenForm.MASKED, claims.isEmpty() ? SHORT : LIKELY, -1)));
      }
    }
  }

  /** Either letter, or both, by common ones of the same sound; words of the dictionary are what they are. */
  private void soundAlike(String term, String letters) {
    List<String> syllables = HanLpLanguage.syllables(letters);
    if (syllables.size() != 2) {
      return;
    }
    for (String first : homophones.getOrDefault(syllables.get(0), List.of())) {
      for (String second : homophones.getOrDefault(syllables.get(1), List.of())) {
        if (!HanLpLanguage.word(first + second)) {
          generated(term, first + second, WrittenForm.HOMOPHONE, -1);
        }
      }
    }
    String initials = syllables.get(0).substring(0, 1) + syllables.get(1).charAt(0);
    generated(term, initials, WrittenForm.INITIALS, -1);
    generated(term, syllables.get(0) + syllables.get(1).charAt(0), WrittenForm.INITIALS, -1);
    generated(term, syllables.get(0).charAt(0) + syllables.get(1), WrittenForm.INITIALS, -1);
  }

  /** 国加认可: one letter of a name by another of the same sound, where a claim follows. */
  private void claimed(String term, String letters) {
    covered(term, letters, CLAIMS);
    for (int i = 0; i < letters.length(); i++) {
      for (String other : homophones.getOrDefault(HanLpLanguage.syllable(letters.charAt(i)), List.of())) {
        String form = letters.substring(0, i) + other + letters.substring(i + 1);
        if (!HanLpLanguage.word(form)) {
          generated(term, form + CLAIMS, WrittenForm.HOMOPHONE, -1);
        }
      }
      for (String other : similar.getOrDefault(letters.substring(i, i + 1), List.of())) {
        String form = letters.substring(0, i) + other + letters.substring(i + 1);
        if (!form.equals(letters)) {
          generated(term, form + CLAIMS, WrittenForm.LOOKALIKE, -1);
        }
      }
    }
  }

  /** renshebu banfa: what an organ is said to do in pinyin. */
  private void claimed(String term, String letters, String organ) {
    List<String> syllables = HanLpLanguage.syllables(letters);
    if (syllables.size() == letters.length()) {
      generated(term, organ + String.join("", syllables), WrittenForm.PINYIN, -1);
    }
  }

  /** 三天哪证: behind a number one letter by another of the same sound, or by its syllable. */
  private void numbered(String term, String letters) {
    for (int i = 0; i < letters.length() && letters.length() >= 3; i++) {
      String syllable = HanLpLanguage.syllable(letters.charAt(i));
      for (String other : homophones.getOrDefault(syllable, List.of())) {
        generated(term, NUMBER + letters.substring(0, i) + other + letters.substring(i + 1), WrittenForm.HOMOPHONE, -1);
      }
      generated(term, NUMBER + letters.substring(0, i) + syllable + letters.substring(i + 1), WrittenForm.PINYIN_MIXED, -1);
    }
    List<String> syllables = HanLpLanguage.syllables(letters);
    if (syllables.size() == letters.length()) {
      generated(term, NUMBER + String.join("", syllables), WrittenForm.PINYIN, -1);
    }
  }

  /** One letter by one that looks like it; of two letters only in promises. */
  private void similar(String term, String letters) {
    if (letters.length() < 3 && !promises.contains(term)) {
      return;
    }
    for (int i = 0; i < letters.length(); i++) {
      for (String other : similar.getOrDefault(letters.substring(i, i + 1), List.of())) {
        String form = letters.substring(0, i) + other + letters.substring(i + 1);
        if (!HanLpLanguage.word(form)) {
          generated(term, form, WrittenForm.LOOKALIKE, -1);
        }
      }
    }
  }

  /** A picture between two letters that folding reads as a letter: 挂🏠靠. */
  private void pictured(String term, String letters, int at) {
    for (char picture : pictured) {
      generated(term, letters.substring(0, at) + picture + letters.substring(at), WrittenForm.EMOJI, -1);
    }
  }

  /** Characters taken apart: one of them, or all that can be. */
  private void split(String term, String letters) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < letters.length(); i++) {
      String letter = letters.substring(i, i + 1);
      for (String parts : splits.getOrDefault(letter, List.of())) {
        generated(term, letters.substring(0, i) + parts + letters.substring(i + 1), WrittenForm.LOOKALIKE, -1);
      }
      all.append(splits.getOrDefault(letter, List.of(letter)).getFirst());
    }
    if (!all.toString().equals(letters)) {
      generated(term, all.toString(), WrittenForm.LOOKALIKE, -1);
    }
  }

  /** 亻弋拷, 扌圭kao: one of two letters taken apart, the other by its sound. */
  private void splitAlike(String term, String letters) {
    for (int i = 0; i < 2; i++) {
      String other = HanLpLanguage.syllable(letters.charAt(1 - i));
      List<String> sounds = new ArrayList<>(homophones.getOrDefault(other, List.of()));
      sounds.add(other);
      for (String parts : splits.getOrDefault(letters.substring(i, i + 1), List.of())) {
        for (String sound : sounds) {
          generated(term, i == 0 ? parts + sound : sound + parts, WrittenForm.LOOKALIKE, -1);
        }
      }
    }
  }

  /** Whether a list has it as a word: a term, a curated form or a collocation. */
  boolean ordinary(String letters) {
    return ordinary.contains(letters);
  }

  List<TermForm.Half> halves() {
    return halves;
  }

  /** Every choice of characters written as syllables; all of them is PINYIN. */
  private void pinyin(String term, String letters) {
    List<String> syllables = HanLpLanguage.syllables(letters);
    if (syllables.size() != letters.length()) {
      return;
    }
    generated(term, String.join("", HanLpLanguage.toned(letters)), WrittenForm.PINYIN, -1);
    int all = (1 << letters.length()) - 1;
    for (int chosen = 1; chosen <= all; chosen++) {
      StringBuilder form = new StringBuilder();
      StringBuilder initials = new StringBuilder();
      for (int i = 0; i < letters.length(); i++) {
        boolean latin = (chosen >> i & 1) == 1;
        form.append(latin ? syllables.get(i) : letters.substring(i, i + 1));
        initials.append(latin ? syllables.get(i).substring(0, 1) : letters.substring(i, i + 1));
      }
      generated(term, form.toString(), chosen == all ? WrittenForm.PINYIN : WrittenForm.PINYIN_MIXED, -1);
      if (letters.length() >= 3 || chosen != all) {
        generated(term, initials.toString(), WrittenForm.INITIALS, -1);
      }
    }
  }

  private void masked(String term, String letters) {
    if (letters.length() >= 4) {
      generated(term, letters.substring(0, letters.length() - 1), WrittenForm.MASKED, letters.length() - 1);
    }
    for (int i = 1; i < letters.length(); i++) {
      String without = letters.substring(0, i) + letters.substring(i + 1);
      if (i < letters.length() - 1) {
        generated(term, without, WrittenForm.MASKED, i);
      }
      if (letters.length() < 4) {
        continue;
      }
      for (int m = 0; m < MASK_LETTERS.length(); m++) {
        String with = letters.substring(0, i) + MASK_LETTERS.charAt(m) + letters.substring(i + 1);
        generated(term, with, WrittenForm.MASKED, -1);
      }
    }
  }

  private void reordered(String term, String letters) {
    Orders.of(letters).forEach(o -> generated(term, o, WrittenForm.REORDERED, -1));
  }

  /** What a list says goes before what a rule makes. */
  private void generated(String term, String form, WrittenForm kind, int gapAt) {
    if (gapAt >= 0 || !ordinary.contains(form)) {
      double confidence = form.length() == 2 ? SHORT : LIKELY;
      TermShape.parse(form).map(TermShape::anchored).orElse(List.of())
          .forEach(s -> add(new TermForm.Spelling(term, s, kind, confidence, gapAt)));
    }
  }

  private void add(TermForm.Spelling spelling) {
    List<TermForm.Spelling> same = byKey.computeIfAbsent(spelling.key(), k -> new ArrayList<>());
    boolean known = same.stream().anyMatch(s -> s.term().equals(spelling.term()) && s.gapAt() == spelling.gapAt());
    if (!known || !spelling.shape().literal()) {
      same.add(spelling);
    }
  }

  private Optional<TermShape> shape(String term) {
    return TermShape.parse(term).map(s -> s.mapLiterals(folding::letters)).filter(s -> !s.anchor().isEmpty());
  }
}
