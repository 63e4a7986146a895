package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchiveFile;
import cn.qingzheng.crawler.archive.Moves;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.CrawlDb;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.model.Capture;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Removes from the archive what its time has come for. A file of which nothing is kept goes; of any other the records
 * that are kept are copied byte for byte into a new file, captures are made to point to it, and then the old one goes.
 * Every step may be the last: what is kept is whole at any moment, and the next time begins by clearing up. Nobody else
 * may write to the home meanwhile.
 */
public final class Retention {
  private final Path dir;
  private final CrawlDb db;
  private final Archive archive;
  private final Clock clock;
  private final Consumer<String> step;

  Retention(Path dir, CrawlDb db, Archive archive, Clock clock, Consumer<String> step) {
    this.dir = dir;
    this.db = db;
    this.archive = archive;
    this.clock = clock;
    this.step = step;
  }

  /**
   * What is kept. A capture goes only if no rule keeps it.
   *
   * @param before what was captured, or handed in, at this time or later is kept
   * @param held captures that are kept whatever their age, with the reason in Chinese
   * @param ended runs that came to their end; what any other captured is kept
   * @param name of the rule by which the others go, in Chinese
   */
  public record Rules(Instant before, Map<String, String> held, Set<String> ended, String name) {
    public Rules {
      Objects.requireNonNull(before);
      held = Map.copyOf(held);
      ended = Set.copyOf(ended);
      Objects.requireNonNull(name);
    }
  }

  /**
   * What would go, or went.
   *
   * @param captures ids of those that go, sorted
   * @param kept how many are kept, by the reason in Chinese
   * @param removedFiles and {@code rewrittenFiles} names
   * @param bytes that the archive gets shorter by
   */
  public record Result(
      Set<String> captures, Map<String, Long> kept, List<String> removedFiles, List<String> rewrittenFiles, long bytes) {}

  /** Says what would go, and changes nothing. */
  public Result plan(Rules rules) throws IOException {
    RetentionPlan plan = RetentionPlan.of(new CaptureTable(db), archive, rules);
    return result(plan, false);
  }

  /** Removes it. Run again after a crash, it does what is left. */
  public Result apply(Rules rules) throws IOException {
    clearUp();
    return result(RetentionPlan.of(new CaptureTable(db), archive, rules), true);
  }

  private Result result(RetentionPlan plan, boolean remove) throws IOException {
    List<String> removed = new ArrayList<>();
    List<String> rewritten = new ArrayList<>();
    long bytes = 0;
    for (ArchiveFile file : ArchiveFile.all(dir)) {
      if (!plan.concerns(file.name())) {
        continue;
      }
      Set<Long> kept = new TreeSet<>();
      long keptBytes = 0;
      boolean anything = false;
      for (ArchiveFile.Entry e : file.entries()) {
        if (plan.keeps(file.name(), e)) {
          kept.add(e.offset());
          keptBytes += e.length();
          anything |= !e.type().equals("warcinfo");
        }
      }
      (anything ? rewritten : removed).add(file.name());
      bytes += file.size() - (anything ? keptBytes : 0);
      if (remove) {
        replace(file, plan, anything ? kept : Set.of());
      }
    }
    return new Result(plan.gone(), plan.kept(), removed, rewritten, bytes);
  }

  private void replace(ArchiveFile file, RetentionPlan plan, Set<Long> kept) throws IOException {
    PruneTable table = new PruneTable(db);
    String next = kept.isEmpty() ? "" : file.successor();
    Instant now = clock.instant();
    table.begin(file.name(), next);
    step.accept("begun " + file.name());
    Map<Long, Long> moved = kept.isEmpty() ? Map.of() : file.copy(kept, next, plan.rule(), now);
    step.accept("copied " + file.name());
    table.commit(
        new PruneTable.Switch(
            file.name(), next, moved, plan.keptIn(file.name()),
            plan.lastIn(file.name()).stream().map(c -> plan.pruned(c, now)).toList()));
    step.accept("switched " + file.name());
    ArchiveFile.delete(dir, file.name());
    step.accept("deleted " + file.name());
    table.end(file.name());
    step.accept("ended " + file.name());
  }

  /** Of a file that was not yet switched the copy goes, of one that was the original. */
  private void clearUp() throws IOException {
    PruneTable table = new PruneTable(db);
    for (PruneTable.Step left : table.left()) {
      if (left.switched()) {
        ArchiveFile.delete(dir, left.oldFile());
      } else if (!left.newFile().isEmpty()) {
        ArchiveFile.delete(dir, left.newFile());
      }
      table.end(left.oldFile());
    }
  }

  /** Whose records lie at a place. */
  static List<Moves.Place> places(Capture capture) {
    return capture.records().stream().map(r -> new Moves.Place(r.file(), r.offset())).collect(Collectors.toList());
  }
}
