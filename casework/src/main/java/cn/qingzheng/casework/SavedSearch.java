package cn.qingzheng.casework;

import java.time.Instant;
import java.util.Optional;

/**
 * A search that somebody keeps, as one officer sees it.
 *
 * @param owner number of who saved it
 * @param ownerName his name
 * @param address the query part of the search's address
 * @param shared whether every officer sees it
 * @param look how far the officer who asks has looked; empty if he does not follow it
 */
public record SavedSearch(
    long id, String owner, String ownerName, String name, String address, boolean shared, Optional<Look> look) {
  /**
   * @param mark in the words of the index
   * @param fresh new hits since then, as last counted
   */
  public record Look(String mark, Instant at, int fresh) {}

  /** One officer's look at one search, to be counted for. */
  public record Following(long id, String officer, String address, String mark) {}
}
