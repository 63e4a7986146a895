package cn.qingzheng.console.web;

import cn.qingzheng.index.PersonalData;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** The text of a page cut into pieces at the edges of hits and of what was searched. */
final class MarkedText {
  private final String raw;
  private final List<Hit> hits;
  private final List<Span> found;

  /**
   * @param found in order, not overlapping
   */
  MarkedText(PageText text, List<Hit> hits, List<Span> found) {
    this.raw = PersonalData.mask(text.raw());
    this.hits = hits.stream()
        .filter(h -> h.match().span().end() <= raw.length() && h.match().span().length() > 0)
        .sorted(Comparator.comparing((Hit h) -> h.match().span().start()))
        .toList();
    this.found = found;
  }

  /** @param kind where it stood, in Chinese */
  record Block(String kind, boolean hidden, List<Segment> segments) {
    public boolean marked() {
      return segments.stream().anyMatch(s -> !s.style().isEmpty());
    }
  }

  /**
   * @param style CSS classes, empty for plain text
   * @param anchor where a link can lead, at the first segment of a hit or a find
   * @param tip what a reader is told of it
   */
  record Segment(String text, String style, Optional<String> anchor, Optional<String> tip) {}

  List<Block> blocks(PageText text) {
    return text.blocks().stream().map(this::block).toList();
  }

  /** The anchor of the hit or find that starts there. */
  static String anchor(int start) {
    return "h" + start;
  }

  private Block block(TextBlock block) {
    List<Hit> inside = hits.stream().filter(h -> h.match().span().overlaps(block.span())).toList();
    List<Span> finds = found.stream().filter(s -> s.overlaps(block.span())).toList();
    TreeSet<Integer> edges = new TreeSet<>(List.of(block.start(), block.span().end()));
    inside.forEach(h -> addInside(edges, h.match().span(), block.span()));
    finds.forEach(s -> addInside(edges, s, block.span()));
    List<Segment> segments = new ArrayList<>();
    for (Integer start = edges.first(), end = edges.higher(start); end != null; start = end, end = edges.higher(end)) {
      segments.add(segment(new Span(start, end), inside, finds));
    }
    return new Block(block.kind().label(), block.hidden(), segments);
  }

  private static void addInside(TreeSet<Integer> edges, Span span, Span block) {
    edges.add(Math.clamp(span.start(), block.start(), block.end()));
    edges.add(Math.clamp(span.end(), block.start(), block.end()));
  }

  private Segment segment(Span span, List<Hit> inside, List<Span> finds) {
    Optional<Hit> hit = inside.stream()
        .filter(h -> h.match().span().contains(span))
        .max(Comparator.comparing(Hit::violation).thenComparing(h -> h.judgement().severity()));
    Optional<Span> find = finds.stream().filter(s -> s.contains(span)).findFirst();
    List<String> style = new ArrayList<>();
    hit.ifPresent(h -> style.add(h.violation() ? "hit " + h.judgement().severity().name().toLowerCase(java.util.Locale.ROOT) : "mention"));
    find.ifPresent(s -> style.add("find"));
    Optional<String> anchor = hit.filter(h -> h.match().span().start() == span.start())
        .map(h -> h.match().span())
        .or(() -> find.filter(s -> s.start() == span.start()))
        .map(s -> anchor(s.start()));
    return new Segment(span.of(raw), String.join(" ", style), anchor, hit.map(MarkedText::tip));
  }

  private static String tip(Hit hit) {
    return hit.match().term() + " · " + hit.match().form().label() + " · " + hit.judgement().why();
  }
}
