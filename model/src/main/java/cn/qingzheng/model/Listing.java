package cn.qingzheng.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What a connector read about an offer on a platform.
 *
 * @param connectorId the connector
 * @param platform the platform's name
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
