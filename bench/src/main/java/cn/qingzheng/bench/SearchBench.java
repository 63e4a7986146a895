package cn.qingzheng.bench;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.Standings;
import cn.qingzheng.model.FindingState;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * The search at size: builds an index of so many pages by the path of the scans, asks it open-loop with counts, marks
 * and folding as the console does, and compares what plain Lucene with its Chinese analyser
 * finds of disguised terms (every page is read for that: up to 5,000 pages only). {@code search [PAGES [FOLDER]]}; an index that lies in the folder is asked and not built.
 */
public final class SearchBench {
  private static final int PEER_PAGES = 5_000;

  private SearchBench() {}

  public static void main(String[] args) throws Exception {
    int pages = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    Path folder = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("search-bench");
    Loaded loaded = Loaded.all();
    SearchPages made = SearchPages.read(Path.of(System.getProperty("qingzheng.root", ".")), loaded.analyzer());
    System.out.printf(
        Locale.ROOT, "%s, Java %s, %d processors, load %.1f, heap %d MB, index on %s; %d pages%n", System.getProperty("os.name"),
        Runtime.version(), Runtime.getRuntime().availableProcessors(),
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(), Runtime.getRuntime().maxMemory() >> 20,
        Files.getFileStore(Files.createDirectories(folder)).type(), pages);
    Map<String, Standings.Standing> standings = new ConcurrentHashMap<>();
    if (!Files.exists(folder.resolve("index"))) {
      build(folder.resolve("index"), loaded.analyzer(), made, pages);
    }
    for (int n = 0; n < pages; n++) {
      stand(made, n, standings);
    }
    Standings all = version -> new Standings.Moves(1, version < 1 ? standings : Map.of());
    try (EvidenceIndex index = EvidenceIndex.openReadOnly(folder.resolve("index"), loaded.analyzer().folding(), all)) {
      System.out.printf(Locale.ROOT, "index: %d documents, %.0f MB; %d findings%n", index.size(), size(folder.resolve("index")) / 1e6, standings.size());
      new SearchLoad(index, made, pages).run();
      if (pages <= PEER_PAGES) {
        SmartPeer.compare(folder.resolve("peer"), index, made, pages);
      }
    }
  }

  private static void stand(SearchPages made, int number, Map<String, Standings.Standing> standings) {
    for (String finding : made.page(number).page().findings()) {
      FindingState state = FindingState.values()[finding.charAt(0) % FindingState.values().length];
      standings.put(finding, new Standings.Standing(state, Optional.of("AJ-2026-" + number % 5_000)));
    }
  }

  private static void build(Path folder, Analyzer analyzer, SearchPages made, int pages) throws InterruptedException, IOException {
    long began = System.nanoTime();
    long[] characters = new long[2];
    try (EvidenceIndex index = EvidenceIndex.open(folder, analyzer.folding(), analyzer.segmentation(), Standings.none())) {
      AtomicLong next = new AtomicLong();
      Thread[] threads = new Thread[2];
      for (int t = 0; t < threads.length; t++) {
        int me = t;
        threads[t] = Thread.ofPlatform().start(() -> {
          for (long n = next.getAndIncrement(); n < pages; n = next.getAndIncrement()) {
            var page = made.page(n).page();
            characters[me] += page.page().text().raw().length();
            index.put(page);
            if (n % 50_000 == 49_999) {
              index.commit();
              System.out.printf(Locale.ROOT, "  %d pages, %.0f a second%n", n + 1, (n + 1) / ((System.nanoTime() - began) / 1e9));
            }
          }
        });
      }
      for (Thread thread : threads) {
        thread.join();
      }
      index.commit();
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT, "built in %.0f s: %.0f pages a second, %.0f characters a page, load %.1f at the end%n", seconds, pages / seconds,
        (characters[0] + characters[1]) / (double) pages, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }

  static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }
}
