package cn.qingzheng.analyzer;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How the visible text of a page is laid out: what stands in which zone, how much of it is prose and how much links. */
final class PageLayout {
  /** A block as short as this may be a button. */
  private static final int BUTTON = 14;
  /** Blocks after the first heading, and at the end, that may say who published it and when. */
  private static final int HEAD_BLOCKS = 6;
  private static final int TAIL_BLOCKS = 6;
  /** Blocks before the first heading that may still name the paper. */
  private static final int BEFORE = 3;
  /** Of a longer block only so much of its beginning or end is head or tail. */
  private static final int MARGIN = 50;
  private static final int LINE = 80;
  /** No name of a site is longer. */
  private static final int SITE_NAME = 200;
  private static final String SEPARATORS = "-_|｜—–·";
  /** A paragraph that somebody wrote to be read. */
  private static final int PROSE = 30;
  /** So many letters of a title are a name; so often nobody writes it in a short text for readers. */
  private static final int KEYWORD = 5;
  private static final int OFTEN = 6;
  private static final int MOST_PARTS = 4;
  private static final Pattern TITLE_PARTS = Pattern.compile("[-_|｜—?？!！:：,，\\s【】]+");
  private static final String SENTENCE_ENDS = "。！？!?；;…";
  /** What every price tag, trail of links, byline and dateline has one of: most blocks need no closer look. */
  private static final String PRICE_SIGNS = "¥￥价券";
  private static final String BREADCRUMB_SIGNS = "位首>»›";
  private static final String BYLINE_SIGNS = "者员人影摄文图";
  private static final String DATELINE_SIGNS = "讯电";
  private static final String NUMERALS = "第一二三四五六七八九十";
  /** So many characters hold an ordinal number. */
  private static final int ORDINAL = 8;
  private static final Pattern NUMBERED = Pattern.compile("\\s*(?:第?[一二三四五六七八九十]{1,2}[、.．是步条招]|\\d{1,2}[、.．)）]).*", Pattern.DOTALL);
  private static final Pattern PRICE_TAG = Pattern.compile(".{0,8}?[¥￥]\\s*\\d[\\d,.]*[^。，]{0,40}|(?:现价|售价|到手价|券后|价格|一口价|服务价格)[:：\\s]*\\d[\\d,.]*.{0,8}");
  private static final Pattern BREADCRUMB =
      Pattern.compile("(?:您的|当前|所在|现在){0,2}位置.*|[^。！？>»›]{1,14}(?:\\s*[>»›]\\s*[^。！？>»›]{1,30}){1,6}|首页\\s*/.{1,60}");
  /** A line of its own that names the reporter; a sentence about reporters is none. */
  private static final Pattern BYLINE =
      Pattern.compile("[^。！？]{0,40}?(?:记者|通讯员|评论员|撰稿人|摄影)[:：\\s/|]{1,3}[\\p{IsHan}·]{2,4}(?:[\\s、）)/|·].{0,30})?|[^。！？]{0,40}[。\\s]?[^。！？]{2,12}\\s[\\p{IsHan}]{2,4}\\s?[/／]?(?:摄|文|图)");
  /** 某某日报讯（记者 某某）… at the beginning of a report. */
  private static final Pattern DATELINE =
      Pattern.compile("[【\\[]?[\\p{IsHan}\\d\\s]{1,16}(?:讯|电)[】\\]]?\\s{0,3}(?:[（(]?[^（()）。，]{0,8}(?:记者|通讯员).*|[\\p{IsHan}]{0,6}\\d{1,2}月\\d{1,2}日.*)|(?:本报|本网|本台|本刊)[讯电].*");
  private static final Pattern DATE = Pattern.compile("20\\d\\d\\s*[年./-]\\s*\\d{1,2}\\s*[月./-]\\s*\\d{1,2}|二[〇○零]二[〇○零一二三四五六七八九]年");

  private final List<TextBlock> blocks;
  private final BitSet title = new BitSet();
  private final BitSet button = new BitSet();
  private final BitSet head = new BitSet();
  private final BitSet tail = new BitSet();
  private int proseBlocks;
  private int proseLetters;
  private int letters;
  private int linkLetters;
  private int links;
  private int numbered;
  private int headings;
  private boolean anyHidden;
  private boolean priceTag;
  private boolean breadcrumb;

  PageLayout(Page page) {
    blocks = page.text().blocks();
    int body = firstHeading();
    int seen = 0;
    for (int i = 0; i < blocks.size(); i++) {
      TextBlock block = blocks.get(i);
      anyHidden |= block.hidden();
      if (!block.hidden() && block.kind() != BlockKind.META && block.kind() != BlockKind.STRUCTURED_DATA) {
        zones(i, block);
        if (i >= body - 1 - BEFORE && flowing(block.kind()) && !title.get(i) && (i < body || seen++ < HEAD_BLOCKS)) {
          head.set(i);
        }
        count(block, i);
      }
    }
    for (int i = blocks.size() - 1, left = TAIL_BLOCKS; i >= 0 && left > 0; i--) {
      if (!blocks.get(i).hidden() && flowing(blocks.get(i).kind()) && blocks.get(i).kind() != BlockKind.HEADING) {
        tail.set(i);
        left--;
      }
    }
  }

  private int firstHeading() {
    for (int i = 0; i < blocks.size(); i++) {
      if (blocks.get(i).kind() == BlockKind.HEADING && !blocks.get(i).hidden()) {
        return withNext(i);
      }
    }
    return 0;
  }

  /** A heading that a line break cuts is one. */
  private int withNext(int heading) {
    int i = heading;
    while (i < blocks.size() && blocks.get(i).kind() == BlockKind.HEADING && blocks.get(i).path().equals(blocks.get(heading).path())) {
      title.set(i++);
    }
    return i;
  }

  private void zones(int i, TextBlock block) {
    switch (block.kind()) {
      case TITLE, LISTING_TITLE -> title.set(i);
      case BUTTON, LINK, PLACEHOLDER -> button.set(i);
      default -> {
        if (block.text().length() <= BUTTON) {
          button.set(i);
        }
      }
    }
  }

  private static boolean flowing(BlockKind kind) {
    return switch (kind) {
      case PARAGRAPH, FRAME, CELL, LIST_ITEM, HEADING -> true;
      default -> false;
    };
  }

  private void count(TextBlock block, int i) {
    int length = block.text().length();
    if (block.kind() == BlockKind.TITLE || block.kind() == BlockKind.IMAGE_ALT || block.kind() == BlockKind.TOOLTIP) {
      return;
    }
    letters += length;
    links += block.kind() == BlockKind.LINK ? 1 : 0;
    linkLetters += block.kind() == BlockKind.LINK ? length : 0;
    headings += block.kind() == BlockKind.HEADING ? 1 : 0;
    numbered += block.kind() != BlockKind.LINK && numbered(block.text()) ? 1 : 0;
    boolean running = block.kind() == BlockKind.PARAGRAPH || block.kind() == BlockKind.FRAME || block.kind() == BlockKind.CELL;
    if (running && length >= PROSE && any(block.text(), SENTENCE_ENDS)) {
      proseBlocks++;
      proseLetters += length;
    }
    priceTag |= length <= 60 && any(block.text(), PRICE_SIGNS) && PRICE_TAG.matcher(block.text()).matches();
    breadcrumb |= i < 40 && length <= 80 && any(block.text(), BREADCRUMB_SIGNS) && BREADCRUMB.matcher(block.text()).matches();
  }

  private static boolean numbered(String text) {
    int at = 0;
    while (at < Math.min(text.length(), ORDINAL) && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() && (Character.isDigit(text.charAt(at)) || NUMERALS.indexOf(text.charAt(at)) >= 0)
        && NUMBERED.matcher(text.substring(0, Math.min(ORDINAL, text.length()))).matches();
  }

  private static boolean any(String text, String letters) {
    for (int i = 0; i < text.length(); i++) {
      if (letters.indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  boolean anyHidden() {
    return anyHidden;
  }

  boolean in(PageZone zone, Span raw) {
    int i = PageContext.index(blocks, raw.start());
    if (i < 0 || blocks.get(i).hidden()) {
      return false;
    }
    TextBlock block = blocks.get(i);
    return switch (zone) {
      case PAGE -> true;
      case TITLE -> title.get(i);
      case BUTTON -> button.get(i);
      case HEAD -> head.get(i) && line(block.text());
      case TAIL -> tail.get(i) && (line(block.text()) || bracketed(block, raw));
      case SITE -> block.kind() == BlockKind.TITLE && block.start() + siteName(block.text()) <= raw.start();
    };
  }

  /** A line of its own, not part of what is told. */
  private static boolean line(String text) {
    return text.length() <= LINE && text.indexOf('。') < 0;
  }

  /** Whether it stands in the bracket that ends a block: …到案。（记者 某某）. */
  private static boolean bracketed(TextBlock block, Span raw) {
    String text = block.text();
    for (int i = text.length() - 1; i >= Math.max(0, text.length() - MARGIN); i--) {
      if (text.charAt(i) == '（' || text.charAt(i) == '(') {
        return block.start() + i < raw.start();
      }
    }
    return false;
  }

  /** Where the site's name begins behind the title of the page. */
  private static int siteName(String title) {
    for (int i = title.length() - 1; i > Math.max(0, title.length() - SITE_NAME); i--) {
      if (SEPARATORS.indexOf(title.charAt(i)) >= 0) {
        return i + 1;
      }
    }
    return title.length();
  }

  /** Some paragraphs of whole sentences, and most of the text in them. */
  boolean prose() {
    return proseBlocks >= 3 && proseLetters * 2 >= letters - linkLetters;
  }

  /** Whether the beginning of the title, or of a part of it, comes back again and again: written for search engines. */
  boolean repeatsTitle() {
    List<String> names = blocks.stream().filter(b -> b.kind() == BlockKind.TITLE).limit(1)
        .flatMap(b -> TITLE_PARTS.splitAsStream(b.text()).limit(MOST_PARTS))
        .filter(part -> part.length() >= KEYWORD)
        .map(part -> part.substring(0, KEYWORD)).toList();
    if (names.isEmpty()) {
      return false;
    }
    String body = blocks.stream().filter(b -> !b.hidden() && flowing(b.kind())).map(TextBlock::text).collect(Collectors.joining("\n"));
    return names.stream().anyMatch(name -> often(body, name));
  }

  private static boolean often(String body, String word) {
    int n = 0;
    for (int i = body.indexOf(word); i >= 0 && n < OFTEN; i = body.indexOf(word, i + word.length())) {
      n++;
    }
    return n == OFTEN && body.length() < OFTEN * 400;
  }

  boolean linkList() {
    return links >= 8 && linkLetters * 5 >= letters * 2;
  }

  boolean numberedSections() {
    return numbered >= 3 || headings >= 4 && proseBlocks >= 3;
  }

  boolean priceTag() {
    return priceTag;
  }

  boolean breadcrumb() {
    return breadcrumb;
  }

  boolean datedHead() {
    return dated(head, true);
  }

  boolean dateline() {
    return head.stream().mapToObj(i -> blocks.get(i).text())
        .anyMatch(t -> t.length() <= 70 && any(t, BYLINE_SIGNS) && BYLINE.matcher(t).matches()
            || any(t, DATELINE_SIGNS) && DATELINE.matcher(t.substring(0, Math.min(t.length(), MARGIN))).matches());
  }

  boolean datedTail() {
    return dated(tail, false);
  }

  private boolean dated(BitSet zone, boolean beginning) {
    return zone.stream().mapToObj(i -> blocks.get(i).text())
        .map(t -> beginning ? t.substring(0, Math.min(t.length(), 2 * MARGIN)) : t.substring(Math.max(0, t.length() - MARGIN)))
        .anyMatch(t -> any(t, "年./-") && DATE.matcher(t).find());
  }

  /** Whether somebody is asked for a phone number or a name. */
  boolean form(Pattern asked) {
    return blocks.stream().anyMatch(b -> b.kind() == BlockKind.PLACEHOLDER && !b.hidden() && asked.matcher(b.text()).find());
  }
}
