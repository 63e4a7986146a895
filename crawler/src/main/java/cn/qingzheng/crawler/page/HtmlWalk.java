package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * Walks once over a page and cuts its text into blocks where a reader sees a border: at block elements and line
 * breaks, never at inline tags. Text that a reader does not see at that place (hidden elements, ruby annotations,
 * attributes) becomes blocks of its own after the block around it, so that it neither joins nor parts what is seen.
 */
final class HtmlWalk {
  private final BlockSink sink;
  private final Attributes attributes;
  private final StyleSheet sheet;
  private final BlockKind fallback;
  private final Set<String> ids = new HashSet<>();
  private final Deque<Run> runs = new ArrayDeque<>();
  private final Map<Styled, Visibility> styled = new Remembered<>();
  private final List<Aside> asides = new ArrayList<>();
  private final Attributes.Aside beside = this::aside;
  private Frame frame;

  private HtmlWalk(BlockSink sink, Attributes attributes, BlockKind fallback, Frame above) {
    this.frame = above;
    this.sink = sink;
    this.attributes = attributes;
    this.sheet = StyleSheet.of(attributes.preamble().styles(), sink.patience());
    this.fallback = fallback;
    runs.push(new Run(new InlineText(), frame));
  }

  /** @param fallback the kind of text that no tag gives one */
  static void over(Document page, BlockSink sink, Attributes attributes, BlockKind fallback) {
    walk(page, new HtmlWalk(sink, attributes, fallback, new Frame("", Visibility.SHOWN)));
  }

  /** The page inside a frame. */
  static void over(Document page, BlockSink sink, Attributes attributes, Attributes.Inner place) {
    walk(page, new HtmlWalk(sink, attributes, BlockKind.FRAME, new Frame(place.path(), place.visibility())));
  }

  private static void walk(Document page, HtmlWalk walk) {
    walk.children(page);
    walk.flush();
  }

  /** Text that runs on; a new one is begun where text stands apart from the text around it. */
  private record Run(InlineText text, Frame start) {}

  private record Styled(Visibility from, Declarations style) {}

  private record Aside(BlockKind kind, String text, String path, boolean hidden) {}

  /** No deeper than the parser lets a page be. */
  private void children(Element parent) {
    for (int i = 0; i < parent.childNodeSize(); i++) {
      Node node = parent.childNode(i);
      if (node instanceof TextNode text) {
        append(text.getWholeText());
      } else if (node instanceof Element element) {
        open(element);
        children(element);
        close(element);
      }
    }
  }

  private void open(Element element) {
    Frame parent = frame;
    Marks marks = Marks.of(element, parent.marks);
    Declarations style = Patience.orElse(() -> sheet.of(marks), Declarations.NONE);
    Visibility visibility = visibility(parent.visibility, marks, style);
    String id = marks.id();
    boolean idIsNew = !id.isEmpty() && Tags.plainId(id) && ids.add(id);
    frame = new Frame(parent, marks, visibility, Tags.block(marks, style), idIsNew);
    if (apart(parent)) {
      runs.push(new Run(new InlineText(), frame));
    } else if (frame.owner == frame || element.normalName().equals("br") || element.normalName().equals("hr")) {
      flush(parent);
    }
    attributes.read(marks, frame, beside);
  }

  private Visibility visibility(Visibility from, Marks marks, Declarations style) {
    boolean alone = Visibility.byStyleAlone(marks);
    if (alone && style == Declarations.NONE) {
      return from; // nearly every element
    }
    Supplier<Visibility> under = () -> Patience.orElse(() -> from.under(marks.element(), style), from);
    return alone ? styled.computeIfAbsent(new Styled(from, style), s -> under.get()) : under.get();
  }

  /** Whether the text of the element just opened stands apart from the text around it. */
  private boolean apart(Frame parent) {
    boolean vanishes = frame.visibility.hidden() && !parent.visibility.hidden();
    return vanishes || Tags.aside(frame.element.normalName());
  }

  private void close(Element element) {
    if (frame.owner == frame || runs.peek().start() == frame) {
      flush();
    }
    if (runs.peek().start() == frame) {
      runs.pop();
    }
    attributes.close(element);
    frame = frame.parent();
    if (runs.size() == 1 && runs.peek().text().isEmpty()) {
      flushAsides();
    }
  }

  private void append(String text) {
    if (frame.silent || sink.full()) {
      return;
    }
    attributes.linkText(text);
    if (!frame.pre) {
      runs.peek().text().append(text, frame.link, frame.visibility.hidden());
      return;
    }
    for (String line : text.split("\n", -1)) {
      runs.peek().text().append(line, frame.link, frame.visibility.hidden());
      flush();
    }
  }

  private void aside(BlockKind kind, String text, boolean hidden) {
    if (!text.isBlank()) {
      asides.add(new Aside(kind, InlineText.collapse(text), frame.path(), hidden));
    }
  }

  private void flush() {
    flush(frame);
  }

  /** Ends the block that runs on, on behalf of the element it stands in. */
  private void flush(Frame at) {
    if (!runs.peek().text().isEmpty()) {
      take(runs.peek(), at);
    }
    if (runs.size() == 1) {
      flushAsides();
    }
  }

  private void take(Run run, Frame at) {
    boolean links = run.text().onlyLinks();
    boolean hidden = run.text().onlyHidden();
    boolean inline = runs.size() > 1 && run.start().owner == at.owner;
    for (InlineText.Stretch stretch : run.text().take()) {
      String path = stretch.link().orElse(inline ? run.start() : at.owner).path();
      Aside block = new Aside(kind(at, links), stretch.text(), path, hidden);
      if (runs.size() > 1) {
        asides.add(block);
      } else {
        sink.add(block.kind(), block.text(), block.path(), block.hidden());
      }
    }
  }

  private BlockKind kind(Frame at, boolean links) {
    BlockKind kind = at.owner.kind == BlockKind.PARAGRAPH ? fallback : at.owner.kind;
    boolean plain = kind == BlockKind.PARAGRAPH || kind == BlockKind.LIST_ITEM || kind == BlockKind.CELL;
    return links && plain ? BlockKind.LINK : kind;
  }

  private void flushAsides() {
    asides.forEach(a -> sink.add(a.kind(), a.text(), a.path(), a.hidden()));
    asides.clear();
  }
}
