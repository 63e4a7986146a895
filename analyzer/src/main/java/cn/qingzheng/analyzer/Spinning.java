package cn.qingzheng.analyzer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How rewriting programs spell a term: at least one of its words replaced (职业技巧断定). The first replaced word is
 * written out in each form, so that what is looked for is as rare as the replacement; the words behind it are choices.
 */
final class Spinning {
  /** Shorter terms leave two letters of meaning at most, and those are ordinary words. */
  private static final int SHORTEST = 4;
  private static final int MOST_FORMS = 40;

  private final Map<String, List<String>> spun = new HashMap<>();
  private final Set<String> except = new HashSet<>();
  private int longest;

  Spinning(List<Spun> words) {
    for (Spun s : words) {
      spun.put(s.word(), s.words());
      except.addAll(s.except());
      longest = Math.max(longest, s.word().length());
    }
  }

  /** Forms in the notation of {@link TermShape}; none is an exception of the list or the term itself. */
  List<String> forms(String term) {
    if (term.length() < SHORTEST) {
      return List.of();
    }
    List<String> words = words(term);
    List<String> forms = new ArrayList<>();
    StringBuilder before = new StringBuilder();
    for (int i = 0; i < words.size(); i++) {
      List<String> after = words.subList(i + 1, words.size());
      for (String replacement : spun.getOrDefault(words.get(i), List.of())) {
        String first = before + replacement;
        if (!except.contains(first + String.join("", after))) {
          forms.add(first + choices(after, true));
        } else if (after.stream().anyMatch(spun::containsKey)) {
          forms.add(first + choices(after, false));
        }
      }
      before.append(words.get(i));
    }
    return forms.subList(0, Math.min(MOST_FORMS, forms.size()));
  }

  /** @param plain whether all words may stay as they are; else the first that can be replaced is */
  private String choices(List<String> words, boolean plain) {
    StringBuilder form = new StringBuilder();
    boolean replaced = plain;
    for (String word : words) {
      List<String> others = spun.getOrDefault(word, List.of());
      List<String> choices = new ArrayList<>(others);
      if (replaced || others.isEmpty()) {
        choices.addFirst(word);
      }
      replaced = replaced || !others.isEmpty();
      form.append(choices.size() == 1 ? choices.getFirst() : "{" + String.join("|", choices) + "}");
    }
    return form.toString();
  }

  /** The term cut into words of the list, the longest first from the left, and single letters. */
  private List<String> words(String term) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < term.length()) {
      int length = Math.min(longest, term.length() - at);
      while (length > 1 && !spun.containsKey(term.substring(at, at + length))) {
        length--;
      }
      words.add(term.substring(at, at + Math.max(1, length)));
      at += Math.max(1, length);
    }
    return words;
  }
}
