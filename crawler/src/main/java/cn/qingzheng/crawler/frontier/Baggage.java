package cn.qingzheng.crawler.frontier;

import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.model.Listing;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an address carries with it through the queue.
 *
 * @param listing what a connector read about the offer that this address shows
 * @param search the result page that this address is
 * @param hops the redirects that led here, oldest first
 */
public record Baggage(Optional<Listing> listing, Optional<Search> search, List<ArchivedExchange.Hop> hops) {
  public Baggage {
    Objects.requireNonNull(listing);
    Objects.requireNonNull(search);
    hops = List.copyOf(hops);
  }

  public static Baggage none() {
    return new Baggage(Optional.empty(), Optional.empty(), List.of());
  }

  public static Baggage of(Listing listing) {
    return new Baggage(Optional.of(listing), Optional.empty(), List.of());
  }

  public static Baggage of(Search search) {
    return new Baggage(Optional.empty(), Optional.of(search), List.of());
  }

  public Baggage after(ArchivedExchange.Hop hop) {
    List<ArchivedExchange.Hop> longer = new java.util.ArrayList<>(hops);
    longer.add(hop);
    return new Baggage(listing, search, longer);
  }

  /** @param page how many result pages of this keyword came before, from 0 */
  public record Search(String keyword, int page) {}
}
