package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tells 李中华 from 中华: a surname before it, and around it what stands around names of people. */
final class PersonNames {
  private static final List<String> COLUMNS = List.of("word", "kind", "note");
  private static final int LONGEST_SURNAME = 2;

  private enum Part {
    SURNAME,
    /** Announces a name: 名叫, 作者. */
    CALLED,
    /** Follows a name: 老师, 同学. */
    TITLE,
    /** Closes a given name of two letters that begins with the term's last one: 全|国强. */
    GIVEN
  }

  private final Map<Part, Set<String>> words = new EnumMap<>(Part.class);

  private PersonNames() {
    for (Part part : Part.values()) {
      words.put(part, new HashSet<>());
    }
  }

  static PersonNames read(Path file, Problems problems) {
    PersonNames names = new PersonNames();
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      row.required("word", problems);
      Optional<Part> part = row.constant("kind", Part.class, problems);
      part.ifPresent(p -> names.words.get(p).addAll(row.list("word")));
    }
    return names;
  }

  /** Whether the occurrence is a given name, or a surname with the first half of one. */
  boolean at(Span hit, String text) {
    return given(hit, text) || itself(hit, text);
  }

  private boolean given(Span hit, String text) {
    for (int length = 1; length <= Math.min(LONGEST_SURNAME, hit.start()); length++) {
      int start = hit.start() - length;
      boolean called = ends(text, start, Part.CALLED);
      boolean closed = pause(text, hit.end());
      boolean titled = begins(text, hit.end(), Part.TITLE);
      if (words.get(Part.SURNAME).contains(text.substring(start, hit.start()))
          && (called || titled && !counted(text, start) || closed && pause(text, start - 1))) {
        return true;
      }
    }
    return false;
  }

  /** 、全国强、: the whole name in a list. */
  private boolean itself(Span hit, String text) {
    boolean listed = hit.start() == 0 || "、:,\n ".indexOf(text.charAt(hit.start() - 1)) >= 0 || ends(text, hit.start(), Part.CALLED);
    return listed && hit.end() < text.length() && words.get(Part.GIVEN).contains(text.substring(hit.end(), hit.end() + 1))
        && pause(text, hit.end() + 1);
  }

  /** 一张全国…: a unit of counting that is a surname, too. */
  private static boolean counted(String text, int at) {
    return at > 0 && (TermShape.numeral(text.charAt(at - 1)) || "这那每".indexOf(text.charAt(at - 1)) >= 0);
  }

  private boolean ends(String text, int at, Part part) {
    return words.get(part).stream().anyMatch(w -> text.startsWith(w, at - w.length()));
  }

  private boolean begins(String text, int at, Part part) {
    return words.get(part).stream().anyMatch(w -> text.startsWith(w, at));
  }

  private static boolean pause(String text, int at) {
    return at < 0 || at >= text.length() || !Character.isLetterOrDigit(text.charAt(at));
  }
}
