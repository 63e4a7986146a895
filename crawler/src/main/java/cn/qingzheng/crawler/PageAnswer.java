package cn.qingzheng.crawler;

import cn.qingzheng.crawler.fetch.Fetched;
import cn.qingzheng.model.Capture;
import edu.uci.ics.crawler4j.parser.ParseData;
import edu.uci.ics.crawler4j.url.WebURL;
import java.util.Optional;
import java.util.Set;

/**
 * An answer that holds a page, on its way from the fetcher to the parser inside crawler4j's page.
 *
 * @param unchanged the capture that the server says still holds (304)
 */
record PageAnswer(Fetched.Answer answer, Optional<Capture> unchanged) implements ParseData {
  @Override
  public Set<WebURL> getOutgoingUrls() {
    return Set.of();
  }

  @Override
  public void setOutgoingUrls(Set<WebURL> urls) {
    throw new UnsupportedOperationException("links are known after parsing");
  }
}
