package cn.qingzheng.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs every measurement and prints one table, with the conditions. Arguments are patterns of benchmarks, all without
 * one. {@code -Dforks=1} is quicker and less sure.
 */
public final class Measure {
  private static final String HEAP = "-Xmx1g";
  private static final double MEGA = 1e6;

  private Measure() {}

  public static void main(String[] patterns) throws IOException, RunnerException {
    conditions();
    System.out.printf(Locale.ROOT, "heap in use after loading everything: %.0f MB%n%n", heap() / MEGA);
    Collection<RunResult> results = new Runner(options(patterns)).run();
    System.out.println("\n| measurement | text | what | pages/s | MB/s, mean | MB/s, best |\n|---|---|---|--:|--:|--:|");
    results.forEach(r -> System.out.println(row(r)));
    conditions();
  }

  private static Options options(String[] patterns) {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .mode(Mode.Throughput)
            .threads(1)
            .forks(Integer.getInteger("forks", 3))
            .warmupIterations(5).warmupTime(TimeValue.seconds(1))
            .measurementIterations(5).measurementTime(TimeValue.seconds(1))
            .jvmArgsAppend(HEAP, "-Dqingzheng.root=" + System.getProperty("qingzheng.root", "."));
    List.of(patterns.length == 0 ? new String[] {"TextBench|PageBench|LengthBench"} : patterns).forEach(options::include);
    return options.build();
  }

  private static String row(RunResult result) {
    String[] name = result.getParams().getBenchmark().split("\\.");
    String parameters =
        new TreeSet<>(result.getParams().getParamsKeys()).stream().map(result.getParams()::getParam).collect(Collectors.joining(", "));
    var bytes = result.getSecondaryResults().get("bytes");
    return String.format(Locale.ROOT, "| %s | %s | %s | %.0f | %.1f | %.1f |", name[name.length - 2], parameters,
        name[name.length - 1], result.getSecondaryResults().get("pages").getScore(), bytes.getScore() / MEGA,
        bytes.getStatistics().getMax() / MEGA);
  }

  /** Bytes in use when everything is loaded and every sample was analysed once, garbage collected. */
  private static long heap() throws IOException {
    Loaded loaded = Loaded.all();
    for (int i = 0; i < 4; i++) {
      System.gc();
    }
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    Reference.reachabilityFence(loaded);
    return used;
  }

  private static void conditions() throws IOException {
    System.out.printf("%s, %d processors; Java %s %s; %s in every fork; one thread; load of the machine %s%n",
        processor(), Runtime.getRuntime().availableProcessors(), System.getProperty("java.vm.name"),
        System.getProperty("java.vm.version"), HEAP, load());
  }

  private static String processor() throws IOException {
    Path info = Path.of("/proc/cpuinfo");
    if (!Files.isReadable(info)) {
      return System.getProperty("os.arch");
    }
    return Files.readAllLines(info).stream()
        .filter(l -> l.startsWith("model name"))
        .map(l -> l.substring(l.indexOf(':') + 1).strip())
        .findFirst().orElse(System.getProperty("os.arch"));
  }

  private static String load() {
    return String.format(Locale.ROOT, "%.2f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
