package cn.qingzheng.console.web;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Links to the pages of a list. */
record Pager(Optional<String> previous, List<Link> pages, Optional<String> next) {
  record Link(int number, String address, boolean here) {}

  /**
   * @param here from 1
   * @param address of a page
   */
  static Pager of(long total, int pageSize, int here, int most, IntFunction<String> address) {
    int last = Math.clamp((total + pageSize - 1) / pageSize, 1, most);
    List<Link> pages = IntStream.rangeClosed(Math.max(1, here - 4), Math.min(last, Math.max(here + 4, 9)))
        .mapToObj(n -> new Link(n, address.apply(n), n == here))
        .toList();
    return new Pager(
        here > 1 ? Optional.of(address.apply(here - 1)) : Optional.empty(),
        last > 1 ? pages : List.of(),
        here < last ? Optional.of(address.apply(here + 1)) : Optional.empty());
  }
}
