package cn.qingzheng.crawler;

import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.model.Capture;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** The captures of all runs, with everything needed to find them in the archive again. Streams must be closed. */
public interface CaptureStore {
  Optional<Capture> find(String id);

  /** In the order captured. */
  Stream<Capture> ofRun(String runId);

  Optional<Capture> latest(URI url);

  /** What is known of a capture whose records were removed when their time had come. */
  Optional<PruneTable.Pruned> pruned(String id);
}
