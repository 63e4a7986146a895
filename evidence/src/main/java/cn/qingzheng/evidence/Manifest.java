package cn.qingzheng.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Lines of digest, two blanks and path, as {@code sha256sum} writes and reads them; sorted by path. */
final class Manifest {
  private static final String GAP = "  ";
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}|[0-9a-f]{128}");

  /** @param path relative to the top folder of the package */
  record Line(String digest, String path) {}

  private Manifest() {}

  static byte[] of(Collection<Line> lines) {
    TreeMap<String, String> sorted = new TreeMap<>(BagLayout.ORDER);
    lines.forEach(l -> sorted.put(l.path(), l.digest()));
    StringBuilder text = new StringBuilder();
    sorted.forEach((path, digest) -> text.append(digest).append(GAP).append(path).append('\n'));
    return Json.utf8(text.toString());
  }

  static byte[] of(Collection<Content> contents, Function<Digests, String> digest) {
    return of(contents.stream().map(c -> new Line(digest.apply(c.digests()), c.path())).toList());
  }

  /** What was read, and the numbers of lines that are none. */
  record Parsed(List<Line> lines, List<Integer> unreadable) {}

  static Parsed parse(String text) {
    List<Line> lines = new ArrayList<>();
    List<Integer> unreadable = new ArrayList<>();
    String[] all = text.isEmpty() ? new String[0] : text.split("\n", -1);
    for (int i = 0; i < all.length; i++) {
      boolean lastAndEmpty = i == all.length - 1 && all[i].isEmpty();
      Optional<Line> line = line(all[i]);
      line.ifPresent(lines::add);
      if (line.isEmpty() && !lastAndEmpty) {
        unreadable.add(i + 1);
      }
    }
    return new Parsed(lines, unreadable);
  }

  private static Optional<Line> line(String text) {
    int gap = text.indexOf(GAP);
    boolean readable = gap > 0 && gap + GAP.length() < text.length() && HEX.matcher(text.substring(0, gap)).matches();
    return readable ? Optional.of(new Line(text.substring(0, gap), text.substring(gap + GAP.length()))) : Optional.empty();
  }
}
