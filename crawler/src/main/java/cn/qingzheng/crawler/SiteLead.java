package cn.qingzheng.crawler;

import java.net.URI;
import java.util.Objects;

/**
 * A page that a search engine shows and that is nobody's whom we watch: for a person to look at, who may make a seed
 * of its site. It is never asked for by itself.
 *
 * @param connectorId the search engine
 * @param keyword searched for
 * @param summary what the engine shows of it; empty if the connector reads none
 */
public record SiteLead(String connectorId, String keyword, URI url, String title, String summary) {
  public SiteLead {
    Objects.requireNonNull(connectorId);
    Objects.requireNonNull(keyword);
    Objects.requireNonNull(url);
    Objects.requireNonNull(title);
    Objects.requireNonNull(summary);
  }
}
