package cn.qingzheng.crawler.frontier;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** How many pages each seed may still have in this run. Guarded by the frontier's lock. */
final class SeedBudgets {
  /** A site of dead links must end too, though dead links are no pages. */
  private static final int TURNS_PER_PAGE = 4;

  private static final int FREE_TURNS = 50;

  private final Map<String, Integer> captured;
  private final Map<String, Integer> dealtWith;
  private final Map<String, Integer> inFlight = new HashMap<>();
  private final Set<String> over = new HashSet<>();
  private final Map<String, String> left = new HashMap<>();
  private final Function<String, Pace> paces;

  SeedBudgets(Map<String, Integer> captured, Map<String, Integer> dealtWith, Function<String, Pace> paces) {
    this.captured = new HashMap<>(captured);
    this.dealtWith = new HashMap<>(dealtWith);
    this.paces = paces;
  }

  boolean isOver(UrlTask task) {
    return task.kind() == UrlKind.PAGE && isOver(task.seedId());
  }

  boolean isOver(String seed) {
    return over.contains(seed) || exhausted(seed);
  }

  /** The seed may go no further in this run. */
  void leave(String seed, String why) {
    left.put(seed, why);
  }

  /** Why it may not, in Chinese. */
  Optional<String> left(String seed) {
    return Optional.ofNullable(left.get(seed));
  }

  /** Whether the last pages of the seed are under way, so that one more could be one too many. */
  boolean isTight(UrlTask task) {
    return task.kind() == UrlKind.PAGE
        && captured.getOrDefault(task.seedId(), 0) + inFlight.getOrDefault(task.seedId(), 0) >= max(task.seedId());
  }

  void leased(UrlTask task) {
    if (task.kind() == UrlKind.PAGE) {
      inFlight.merge(task.seedId(), 1, Integer::sum);
    }
  }

  /** Counts a turn that ended; says whether it was the one that used the budget up. */
  boolean ended(UrlTask task, Turn turn, boolean forGood) {
    if (task.kind() != UrlKind.PAGE) {
      return false;
    }
    inFlight.merge(task.seedId(), -1, Integer::sum);
    if (turn instanceof Turn.Captured) {
      captured.merge(task.seedId(), 1, Integer::sum);
    }
    if (forGood) {
      dealtWith.merge(task.seedId(), 1, Integer::sum);
    }
    return exhausted(task.seedId()) && over.add(task.seedId());
  }

  private boolean exhausted(String seed) {
    int max = max(seed);
    return captured.getOrDefault(seed, 0) >= max
        || dealtWith.getOrDefault(seed, 0) >= (long) max * TURNS_PER_PAGE + FREE_TURNS;
  }

  /** How the seed of an address wants to be crawled. */
  Pace pace(UrlTask task) {
    return paces.apply(task.seedId());
  }

  private int max(String seed) {
    return paces.apply(seed).maxPages();
  }
}
