package cn.qingzheng.model;

import java.util.Objects;
import java.util.Optional;

/**
 * Where on a platform a page stands, and what a connector read about the offer there.
 *
 * @param connectorId the connector, or the seed that names a platform without one
 * @param platform the platform's name
 * @param title of the offer; empty if the page is on the platform and no offer is known to stand on it
 * @param price as shown, for example {@code ¥380}
 * @param seller shop or account name as shown
 */
public record Listing(
    String connectorId, String platform, String title, Optional<String> price, Optional<String> seller) {
  public Listing {
    Objects.requireNonNull(connectorId);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(title);
    Objects.requireNonNull(price);
    Objects.requireNonNull(seller);
  }
}
