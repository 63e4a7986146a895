package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CrawlUrl;
import crawlercommons.filters.basic.BasicURLNormalizer;
import edu.uci.ics.crawler4j.crawler.CrawlConfig;
import edu.uci.ics.crawler4j.crawler.Page;
import edu.uci.ics.crawler4j.parser.HtmlParser;
import edu.uci.ics.crawler4j.parser.Parser;
import edu.uci.ics.crawler4j.url.TLDList;
import edu.uci.ics.crawler4j.url.WebURLFactory;
import java.io.IOException;

/** Takes the parsing over from crawler4j, which reads every page as UTF-8. */
final class PageParser extends Parser {
  private final PageStage stage;

  PageParser(CrawlConfig config, TLDList domains, WebURLFactory urls, PageStage stage) throws IOException {
    super(config, new BasicURLNormalizer(), new HtmlParser() {}, domains, urls);
    this.stage = stage;
  }

  @Override
  public void parse(Page page) throws IOException {
    try {
      page.setParseData(stage.take((CrawlUrl) page.getWebURL(), (PageAnswer) page.getParseData()));
    } catch (StackOverflowError | OutOfMemoryError e) {
      // A page that is too much must not end the thread that reads it.
      throw new IllegalStateException("page is too much: " + page.getWebURL().getURL(), e);
    }
  }
}
