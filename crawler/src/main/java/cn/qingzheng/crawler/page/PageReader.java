package cn.qingzheng.crawler.page;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.TextBlock;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;

/**
 * Reads a body as the page that a reader sees: its text in blocks, links and pictures. Takes HTML, XML and RSS,
 * JSON, plain text and MHTML; everything else gives a page without text. Its own steps go over a body a fixed number of
 * times; the style sheets on a page are tried on its elements up to a fixed number of tries, and hide nothing after
 * that. A style that cannot be read is left out. What the HTML parser itself cannot bear comes out as its error, so
 * whoever reads unknown bodies holds a failure to its page. Safe for several threads; make one and keep it, the tables take time.
 */
public final class PageReader {
  /** Characters of text kept of a page. */
  public static final int MAX_TEXT = 2_000_000;

  /** Deeper elements are put beside each other; browsers do the same at 512. */
  private static final int MAX_DEPTH = 256;

  /** So little visible text is that of a page whose script has not run yet. */
  private static final int SHELL = 200;

  private final Charsets charsets = new Charsets();

  /** @param body decoded, as {@code Archive.body} gives it */
  public Page read(Capture capture, byte[] body) {
    return reading(capture, body).page();
  }

  /**
   * @param id of the capture, or the name of the file
   * @param url links are resolved against it
   * @param at when it was captured
   * @param contentType the header's value, if there was one
   */
  public Page read(
      String id, URI url, Instant at, Optional<String> contentType, byte[] body, Optional<Listing> listing) {
    return reading(id, url, at, contentType, body, listing).page();
  }

  /** As {@link #read(Capture, byte[])}, with how it was read. */
  public PageReading reading(Capture capture, byte[] body) {
    return reading(
        capture.id(), capture.url(), capture.at(), capture.exchange().header("Content-Type"), body,
        capture.origin().listing());
  }

  /** As the other {@code read}, with how it was read. */
  public PageReading reading(
      String id, URI url, Instant at, Optional<String> contentType, byte[] body, Optional<Listing> listing) {
    BlockSink sink = new BlockSink(MAX_TEXT);
    listing.ifPresent(l -> addListing(l, sink));
    Content content = content(MediaKind.of(contentType, body), url, contentType, body, sink);
    PageText text = sink.text();
    Page page =
        new Page(id, content.url(), at, title(text), text, content.links(), content.images(), listing, content.declared());
    return new PageReading(page, content.charset(), sink.cut(), content.byScript());
  }

  private record Content(
      URI url, CharsetChoice charset, List<Page.Link> links, List<Page.PageImage> images, Set<String> declared, boolean byScript) {}

  private Content content(MediaKind kind, URI url, Optional<String> contentType, byte[] body, BlockSink sink) {
    if (kind == MediaKind.MHTML) {
      return mhtml(url, contentType, body, sink);
    }
    Charsets.Decoded decoded = charsets.decode(contentType, kind == MediaKind.OTHER ? new byte[0] : body);
    CharsetChoice charset = decoded.choice();
    return switch (kind) {
      case HTML -> html(url, decoded, sink, BlockKind.PARAGRAPH);
      case XML -> new Content(url, charset, XmlWalk.over(decoded.text(), url, charset.used(), sink), List.of(), Set.of(), false);
      case JSON -> {
        StructuredData.ofJson(decoded.text(), sink);
        yield new Content(url, charset, List.of(), List.of(), Set.of(), false);
      }
      case PLAIN -> {
        decoded.text().lines().forEach(l -> sink.add(BlockKind.PARAGRAPH, InlineText.collapse(l), "", false));
        yield new Content(url, charset, List.of(), List.of(), Set.of(), false);
      }
      case MHTML, OTHER -> new Content(url, charset, List.of(), List.of(), Set.of(), false);
    };
  }

  private Content html(URI url, Charsets.Decoded decoded, BlockSink sink, BlockKind fallback) {
    Document document = document(decoded.text(), url);
    Attributes attributes = new Attributes(document, url, decoded.choice().used());
    HtmlWalk.over(document, sink, attributes, fallback);
    List<Page.Link> links = new ArrayList<>(attributes.links());
    List<Page.PageImage> images = new ArrayList<>(attributes.images());
    List<Attributes.Script> scripts = new ArrayList<>(attributes.scripts());
    Set<String> declared = new TreeSet<>(attributes.declared());
    for (Attributes.Inner place : attributes.inner()) {
      // No deeper: a frame in a frame in a frame is nothing that anybody reads.
      Document inner = document(place.html(), url);
      Attributes inside = new Attributes(inner, url, decoded.choice().used());
      HtmlWalk.over(inner, sink, inside, place);
      links.addAll(inside.links());
      images.addAll(inside.images());
      scripts.addAll(inside.scripts());
    }
    boolean shell = sink.visible() < SHELL && attributes.preamble().scripted();
    declared.addAll(StructuredData.of(scripts, sink));
    return new Content(url, decoded.choice(), links, images, declared, shell);
  }

  private static Document document(String html, URI url) {
    return Parser.htmlParser().setMaxDepth(MAX_DEPTH).parseInput(html, url.toString());
  }

  private Content mhtml(URI url, Optional<String> contentType, byte[] body, BlockSink sink) {
    Optional<Mhtml> saved = Mhtml.parse(body);
    if (saved.isEmpty()) {
      return content(MediaKind.PLAIN, url, contentType, body, sink);
    }
    Mhtml.Part main = saved.get().main();
    URI from = main.location().orElse(url);
    Content content = html(from, charsets.decode(Optional.of(main.contentType()), main.body()), sink, BlockKind.PARAGRAPH);
    for (Mhtml.Part frame : saved.get().frames()) {
      html(frame.location().orElse(from), charsets.decode(Optional.of(frame.contentType()), frame.body()), sink, BlockKind.FRAME);
    }
    return content;
  }

  private static void addListing(Listing listing, BlockSink sink) {
    sink.add(BlockKind.LISTING_TITLE, InlineText.collapse(listing.title()), "listing.title", false);
    listing.price().ifPresent(p -> sink.add(BlockKind.LISTING_PRICE, InlineText.collapse(p), "listing.price", false));
    listing.seller().ifPresent(s -> sink.add(BlockKind.LISTING_SELLER, InlineText.collapse(s), "listing.seller", false));
  }

  private static String title(PageText text) {
    return text.blocks().stream().filter(b -> b.kind() == BlockKind.TITLE).map(TextBlock::text).findFirst().orElse("");
  }
}
