package cn.qingzheng.analyzer;

import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.TextBlock;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a page of plain text. */
public final class PlainText {
  private PlainText() {}

  /**
   * @param id the capture id of the page
   * @param text every line becomes a block; offsets of hits lie in this text
   * @param host where it was read, if known
   * @param at the day it is judged for
   */
  public static Page page(String id, String text, Optional<String> host, Instant at) {
    return new Page(id, url(host), at, "", new PageText(lines(text), text), List.of(), List.of(), Optional.empty());
  }

  private static List<TextBlock> lines(String text) {
    List<TextBlock> blocks = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int feed = text.indexOf('\n', start);
      int end = feed < 0 ? text.length() : feed;
      String line = text.substring(start, end);
      if (!line.isBlank()) {
        blocks.add(new TextBlock(BlockKind.PARAGRAPH, line, start, "line " + (blocks.size() + 1), false));
      }
      start = end + 1;
    }
    return blocks;
  }

  private static URI url(Optional<String> host) {
    try {
      return host.isPresent() ? new URI("http", host.get(), "/text", null) : URI.create("text:plain");
    } catch (URISyntaxException e) {
      return URI.create("text:plain");
    }
  }
}
