package cn.qingzheng.bench;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Facet;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.PageText;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A casebook of a province in a SQLite file: the first night, a second night that finds the same, and the progress tables.
 * Arguments: a folder for the file. {@code -Dbodies=20000 -Dpages=5 -Dthreads=4}: a finding on each page.
 */
public final class CasebookBench {
  /** As many as may judge pages at a time on two processors. */
  private static final int THREADS = Integer.getInteger("threads", 4);

  private CasebookBench() {}

  public static void main(String[] args) throws IOException {
    int bodies = Integer.getInteger("bodies", 20_000);
    int pages = Integer.getInteger("pages", 5);
    Path folder = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("casebook-bench");
    Path file = folder.resolve("bench.db");
    System.out.printf(
        Locale.ROOT, "%s, Java %s, %d processors, file on %s; %d bodies, %d findings, %d threads%n", System.getProperty("os.name"),
        Runtime.version(), Runtime.getRuntime().availableProcessors(), Files.getFileStore(folder).type(), bodies, bodies * pages, THREADS);
    try (Casebook book = Casebook.open(file, Clock.systemUTC())) {
      Instant first = Instant.now().minus(Duration.ofDays(1));
      measured("first night", () -> night(book, "r1", first, bodies, pages));
      measured("same again", () -> night(book, "r2", Instant.now(), bodies, pages));
      LocalDate today = LocalDate.now(ZoneId.of("Asia/Shanghai"));
      ProgressTables tables = new ProgressTables(book, Templates.load(Optional.empty()), "");
      List<ProgressTable> made = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        measured("tables", () -> made.add(tables.asOf(today)));
      }
      measured("tables of a period", () -> made.add(tables.between(today, today, false)));
      measured("what would change", () -> tables.pending(today).size());
      long cases = book.cases().size();
      System.out.println(cases + " cases; line 3: " + made.get(0).annex2().lines().get(2).cells().values().stream().mapToLong(ProgressTable.Cell::value).max());
    }
    System.out.printf(Locale.ROOT, "file: %.0f MB%n", Files.size(file) / 1e6);
  }

  private static void measured(String what, Runnable work) {
    OperatingSystemMXBean os = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long cpu = os.getProcessCpuTime();
    long began = System.nanoTime();
    work.run();
    System.out.printf(
        Locale.ROOT, "%-20s %7.2f s CPU %7.2f s by the clock%n", what, (os.getProcessCpuTime() - cpu) / 1e9, (System.nanoTime() - began) / 1e9);
  }

  private static void night(Casebook book, String run, Instant at, int bodies, int pages) {
    book.startRun(run);
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<?>> parts = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int from = t;
        parts.add(threads.submit(() -> part(book, run, at, from, bodies, pages)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    book.endRun(run, "{}");
  }

  /** What one thread of a crawl hands in. */
  private static void part(Casebook book, String run, Instant at, int from, int bodies, int pages) {
    for (int b = from; b < bodies; b += THREADS) {
      Promoter promoter =
          new Promoter(
              Optional.of("海棠第" + b + "职业培训学校"), Optional.of(String.format(Locale.ROOT, "91370200%010d", b)), PromoterStatus.UNAPPROVED,
              Optional.empty(), "统一社会信用代码", "");
      for (int p = 0; p < pages; p++) {
        URI url = URI.create("https://www.px" + b + ".example/zhaosheng/" + p);
        String capture = run + "-" + b + "-" + p;
        Hit hit = hit("一次包过，不过全额退款，第" + p + "期");
        Page page = new Page(capture, url, at.plusMillis(b), "招生简章", PageText.of("咨询电话 400-000-1200"), List.of(), List.of(), Optional.empty());
        PageResult result =
            new PageResult(
                capture, Outcome.HIGH_RISK, PageKind.COURSE, promoter, List.of(), List.of(hit),
                new PageResult.Checked(Set.of("guarantee"), List.of(), List.of("pack@1")));
        book.record(run, page, result, h -> String.format(Locale.ROOT, "%064x", url.hashCode()) + url.getHost());
      }
    }
  }

  private static Hit hit(String sentence) {
    return new Hit(
        "guarantee", Facet.ADVERTISING, new Hit.Match("包过", List.of(), "包过", "包过", new Span(2, 4), WrittenForm.LITERAL),
        new Hit.Place(BlockKind.PARAGRAPH, "body > p", false, sentence, new Span(0, sentence.length())),
        Optional.of(new Certificate("高级礼仪培训师", CertificateStanding.COPYCAT, Optional.empty(), "目录外名称清单", Optional.empty())),
        new Hit.Judgement(true, Severity.HIGH, 80, "宣传中作出保证性承诺", List.of(new Reason("guarantee", 80, "保证通过")), List.of(), List.of()));
  }
}
