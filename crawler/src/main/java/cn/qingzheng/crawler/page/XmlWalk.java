package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;

/** RSS, Atom, sitemaps and other XML: every text is a block, HTML in it is read as HTML. */
final class XmlWalk {
  private static final int MAX_DEPTH = 256;

  private final Urls urls;
  private final URI base;
  private final BlockSink sink;
  private final List<Page.Link> links = new ArrayList<>();
  private boolean titled;

  private XmlWalk(URI base, String encoding, BlockSink sink) {
    this.urls = new Urls(base, encoding);
    this.base = base;
    this.sink = sink;
  }

  static List<Page.Link> over(String xml, URI base, String encoding, BlockSink sink) {
    XmlWalk walk = new XmlWalk(base, encoding, sink);
    Parser.xmlParser().setMaxDepth(MAX_DEPTH).parseInput(xml, "").traverse((node, depth) -> walk.visit(node));
    return walk.links;
  }

  private void visit(Node node) {
    if (node instanceof TextNode text && node.parent() instanceof Element parent) {
      text(text.getWholeText().strip(), parent.normalName());
    } else if (node instanceof Element e && (e.normalName().equals("link") || e.normalName().equals("a"))) {
      link(e.attr("href"));
    }
  }

  private void text(String text, String tag) {
    if (tag.equals("link") || tag.equals("loc") || tag.equals("guid")) {
      link(text);
    } else if (text.indexOf('<') >= 0) {
      Document html = Jsoup.parse(text, "");
      HtmlWalk.over(html, sink, new Attributes(html, base, Encodings.UTF_8), BlockKind.PARAGRAPH);
    } else if (tag.equals("title")) {
      sink.add(titled ? BlockKind.HEADING : BlockKind.TITLE, InlineText.collapse(text), tag, false);
      titled = true;
    } else {
      sink.add(BlockKind.PARAGRAPH, InlineText.collapse(text), tag, false);
    }
  }

  private void link(String written) {
    if (!written.isBlank()) {
      urls.resolve(written).ifPresent(u -> links.add(new Page.Link(u, "", false)));
    }
  }
}
