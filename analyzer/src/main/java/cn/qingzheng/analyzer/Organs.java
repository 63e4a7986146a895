package cn.qingzheng.analyzer;

import cn.qingzheng.model.WrittenForm;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;

/** Recognises names of state organs for the placeholder {@code {部}}. */
final class Organs {
  private static final BitSet NONE = new BitSet();
  private static final int SHORTEST = 2;
  private static final int LONGEST = 24;
  private static final int LONGEST_LOCAL = 10;
  private static final String LEVELS = "省市县区州盟旗";

  private final Set<String> names;
  private final Map<String, WrittenForm> disguised;
  /** How long names are that begin or end with a letter: most places have none. */
  private final Map<Character, BitSet> firsts = new HashMap<>();
  private final Map<Character, BitSet> lasts = new HashMap<>();

  /** @param disguised names that are hidden, by how */
  Organs(Collection<String> names, Map<String, WrittenForm> disguised) {
    this.names = new HashSet<>(names);
    this.disguised = disguised;
    Stream.concat(names.stream(), disguised.keySet().stream()).filter(n -> !n.isEmpty()).forEach(n -> {
      firsts.computeIfAbsent(n.charAt(0), c -> new BitSet()).set(n.length());
      lasts.computeIfAbsent(n.charAt(n.length() - 1), c -> new BitSet()).set(n.length());
    });
  }

  /** How an organ's name at the start or the end of an occurrence is hidden, if it is. */
  Optional<WrittenForm> hidden(CharSequence letters) {
    String text = letters.toString();
    for (int length = Math.min(LONGEST, text.length()); length >= 2; length--) {
      WrittenForm before = disguised.get(text.substring(0, length));
      WrittenForm form = before != null ? before : disguised.get(text.substring(text.length() - length));
      if (form != null) {
        return Optional.of(form);
      }
    }
    return Optional.empty();
  }

  private boolean name(String text) {
    return names.contains(text) || disguised.containsKey(text);
  }

  /** The longest listed name that ends at {@code end}, or a local one such as 某省人社厅. */
  OptionalInt startOfNameEndingAt(CharSequence text, int end) {
    BitSet lengths = end > 0 ? lasts.getOrDefault(text.charAt(end - 1), NONE) : NONE;
    for (int length = lengths.previousSetBit(Math.min(LONGEST, end)); length >= SHORTEST; length = lengths.previousSetBit(length - 1)) {
      if (name(text.subSequence(end - length, end).toString())) {
        return OptionalInt.of(end - length);
      }
    }
    return localNameEndingAt(text, end);
  }

  private static OptionalInt localNameEndingAt(CharSequence text, int end) {
    if (end < 3 || "厅局委".indexOf(text.charAt(end - 1)) < 0) {
      return OptionalInt.empty();
    }
    for (int at = end - 2; at >= Math.max(0, end - LONGEST_LOCAL); at--) {
      char c = text.charAt(at);
      if (!Character.isIdeographic(c)) {
        return OptionalInt.empty();
      }
      if (LEVELS.indexOf(c) >= 0 && end - at >= 3) {
        return OptionalInt.of(at);
      }
    }
    return OptionalInt.empty();
  }

  /** The longest listed name that begins at {@code start}. */
  OptionalInt endOfNameStartingAt(CharSequence text, int start) {
    BitSet lengths = start < text.length() ? firsts.getOrDefault(text.charAt(start), NONE) : NONE;
    int longest = Math.min(LONGEST, text.length() - start);
    for (int length = lengths.previousSetBit(longest); length >= SHORTEST; length = lengths.previousSetBit(length - 1)) {
      if (name(text.subSequence(start, start + length).toString())) {
        return OptionalInt.of(start + length);
      }
    }
    return OptionalInt.empty();
  }
}
