package cn.qingzheng.crawler.archive;

import java.util.Optional;

/**
 * Where records went that were copied into another file. A revisit names the place of its original in its own bytes,
 * and these are never changed.
 */
@FunctionalInterface
public interface Moves {
  /** Where a record lies now that lay there once; empty if it was never moved. */
  Optional<Place> of(String file, long offset);

  /** @param file name inside the archive folder */
  record Place(String file, long offset) {}

  static Moves none() {
    return (file, offset) -> Optional.empty();
  }
}
