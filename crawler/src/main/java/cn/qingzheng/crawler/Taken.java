package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.CrawlUrl;
import cn.qingzheng.crawler.frontier.Turn;
import cn.qingzheng.crawler.frontier.UrlTask;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import edu.uci.ics.crawler4j.parser.ParseData;
import edu.uci.ics.crawler4j.url.WebURL;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What was made of an answer.
 *
 * @param found addresses to go on with
 * @param delivery what the listener gets
 * @param end what came of the turn once that is delivered
 */
record Taken(List<UrlTask> found, Optional<Delivery> delivery, Turn end) implements ParseData {
  record Delivery(Capture capture, Page page, boolean unchanged) {}

  static Taken handled(List<UrlTask> found, String note) {
    return new Taken(found, Optional.empty(), new Turn.Handled(note));
  }

  @Override
  public Set<WebURL> getOutgoingUrls() {
    Set<WebURL> urls = new LinkedHashSet<>();
    found.forEach(t -> urls.add(new CrawlUrl(t)));
    return urls;
  }

  @Override
  public void setOutgoingUrls(Set<WebURL> urls) {
    throw new UnsupportedOperationException("links are known from the start");
  }
}
