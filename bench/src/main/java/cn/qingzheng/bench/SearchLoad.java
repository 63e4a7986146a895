package cn.qingzheng.bench;

import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchField;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchRequest.Order;
import cn.qingzheng.index.SearchResult;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks an index at a fixed rate, whatever the answers take; a time runs from when the request was due. */
final class SearchLoad {
  private static final int RATE = Integer.getInteger("rate", 10);
  private static final int SECONDS = Integer.getInteger("seconds", 120);
  private final EvidenceIndex index;
  private final SearchPages pages;
  private final int count;
  private final List<String> terms;

  SearchLoad(EvidenceIndex index, SearchPages pages, int count) {
    this.index = index;
    this.pages = pages;
    this.count = count;
    this.terms = pages.terms();
  }

  /** A search and what sort it is of. */
  private record Asked(String sort, SearchRequest request) {}

  /** @param cpu milliseconds of the processor that it took, whoever else was busy */
  private record Took(String sort, String query, double millis, double cpu, long found) {}

  void run() throws Exception {
    Random random = new Random(20261123);
    for (int i = 0; i < 60; i++) {
      index.search(asked(random).request());
    }
    List<Future<Took>> answers = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      long start = System.nanoTime();
      for (int i = 0; i < RATE * SECONDS; i++) {
        long due = start + i * 1_000_000_000L / RATE;
        LockSupport.parkNanos(Math.max(0, due - System.nanoTime()));
        Asked asked = asked(random);
        answers.add(workers.submit(() -> answer(asked, due)));
      }
      workers.shutdown();
      workers.awaitTermination(10, TimeUnit.MINUTES);
    }
    report(answers);
  }

  private Took answer(Asked asked, long due) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long cpu = threads.getCurrentThreadCpuTime();
    SearchResult result = index.search(asked.request());
    return new Took(
        asked.sort(), asked.request().query(), (System.nanoTime() - due) / 1e6, (threads.getCurrentThreadCpuTime() - cpu) / 1e6, result.total());
  }

  private Asked asked(Random random) {
    String one = term(random);
    return switch (random.nextInt(10)) {
      case 0, 1, 2 -> new Asked("a term", of(one, Map.of()));
      case 3, 4 -> new Asked("a term, narrowed", of(one, filter(random)));
      case 5 -> new Asked("two terms", of(one + " " + term(random), Map.of()));
      case 6, 7 -> new Asked("words of a page", of("“" + passage(random) + "”", Map.of()));
      case 8 -> new Asked("no words, narrowed", of("", filter(random)));
      default -> new Asked("a term since a day", of(one + " 时间:2026-%02d-%02d..".formatted(1 + random.nextInt(11), 1 + random.nextInt(28)), filter(random)));
    };
  }

  private String term(Random random) {
    return terms.get(SearchPages.skewed(random, terms.size()));
  }

  private static SearchRequest of(String query, Map<SearchField, Set<String>> filters) {
    return new SearchRequest(query, filters, 0, 20, Order.RELEVANCE, true, true);
  }

  private static Map<SearchField, Set<String>> filter(Random random) {
    Map<SearchField, Set<String>> filters = new LinkedHashMap<>();
    switch (random.nextInt(5)) {
      case 0 -> filters.put(SearchField.OUTCOME, Set.of("HIGH_RISK"));
      case 1 -> filters.put(SearchField.STATE, Set.of("CANDIDATE"));
      case 2 -> filters.put(SearchField.REGION, Set.of("3702%02d".formatted(random.nextInt(16))));
      case 3 -> filters.put(SearchField.PLATFORM, Set.of("快购", "职达"));
      default -> {
        filters.put(SearchField.SEVERITY, Set.of("HIGH", "MEDIUM"));
        filters.put(SearchField.MONTH, Set.of("2026-%02d".formatted(1 + random.nextInt(11))));
      }
    }
    return filters;
  }

  private String passage(Random random) {
    String text = pages.page(random.nextInt(count)).page().page().text().raw();
    int start = random.nextInt(text.length() - 10);
    return text.substring(start, start + 3 + random.nextInt(6)).replaceAll("[“”\"\\s]", "");
  }

  private static void report(List<Future<Took>> answers) throws Exception {
    List<Took> all = new ArrayList<>();
    for (Future<Took> answer : answers) {
      all.add(answer.get());
    }
    System.out.printf(
        Locale.ROOT, "%d searches, %d a second, counts, marks and folding; load %.1f%n", all.size(), RATE,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    print("all", all);
    Map<String, List<Took>> sorts = new TreeMap<>();
    all.forEach(t -> sorts.computeIfAbsent(t.sort(), s -> new ArrayList<>()).add(t));
    sorts.forEach(SearchLoad::print);
    all.stream().sorted((a, b) -> Double.compare(b.millis(), a.millis())).limit(5).forEach(t -> System.out.printf(
        Locale.ROOT, "  slow: %.0f ms (%.0f CPU), %s, %s, %d pages%n", t.millis(), t.cpu(), t.sort(), t.query(), t.found()));
  }

  private static void print(String what, List<Took> took) {
    double[] cpu = took.stream().mapToDouble(Took::cpu).sorted().toArray();
    double[] millis = took.stream().mapToDouble(Took::millis).sorted().toArray();
    System.out.printf(
        Locale.ROOT, "  %-22s n %5d  p50 %7.1f ms  p90 %7.1f  p99 %7.1f  max %7.1f; CPU p50 %6.1f  p99 %6.1f; %.0f pages found on average%n", what, millis.length,
        at(millis, 0.5), at(millis, 0.9), at(millis, 0.99), millis[millis.length - 1], at(cpu, 0.5), at(cpu, 0.99),
        took.stream().mapToLong(Took::found).average().orElse(0));
  }

  private static double at(double[] sorted, double part) {
    return sorted[(int) Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
  }
}
