package cn.qingzheng.crawler.frontier;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a turn leaves behind.
 *
 * @param again the address as it waits once more
 * @param requests what was asked of the host, in order
 * @param pause the rest it has from now on; absent if it was not asked for anything
 * @param ip the address whose rest that is too
 */
record Ending(
    UrlTask task, Turn turn, Optional<UrlTask> again, List<Asked> requests, Optional<Pause> pause, String ip,
    Instant at) {
  Ending {
    requests = List.copyOf(requests);
  }
}
