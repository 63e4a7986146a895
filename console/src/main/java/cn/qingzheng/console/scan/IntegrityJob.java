package cn.qingzheng.console.scan;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.crawler.archive.ArchiveFile;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Looks whether what was kept is still as it was kept: the audit log's chain each time, evidence packages and archive
 * files as many as the time allows, going on the next time where it left off.
 */
public final class IntegrityJob {
  private final Casebook casebook;
  private final Home home;
  private final Clock clock;

  public IntegrityJob(Casebook casebook, Home home, Clock clock) {
    this.casebook = casebook;
    this.home = home;
    this.clock = clock;
  }

  /**
   * Where the last time left off: the names after which to go on.
   *
   * @param evidence empty for the beginning
   */
  public record Place(String evidence, String archive) {
    /** Anything else than what {@link #toString} gave is the beginning. */
    public static Place of(String text) {
      String[] parts = text.split("\\|", -1);
      return parts.length == 2 ? new Place(parts[0], parts[1]) : new Place("", "");
    }

    @Override
    public String toString() {
      return evidence + "|" + archive;
    }
  }

  /**
   * What came of it.
   *
   * @param packages looked at this time, of {@code allPackages}
   * @param damage one Chinese line each
   */
  public record Report(long auditLines, int packages, int allPackages, int files, int allFiles, List<String> damage, boolean stopped) {
    public Report {
      damage = List.copyOf(damage);
    }
  }

  /**
   * @param time how long to go on at most, half of it with packages; what is being read then is read to its end
   * @param reached told of every step, so that a kill loses one
   */
  public Report run(Place from, Duration time, BooleanSupplier stop, Consumer<Place> reached) throws IOException {
    Instant start = clock.instant();
    List<String> damage = new ArrayList<>();
    long lines = auditLines(damage);
    List<StoredEvidence> packages = after(casebook.evidence(), e -> e.sealed().id(), from.evidence);
    int[] done = {0, 0};
    String[] last = {from.evidence, from.archive};
    for (StoredEvidence e : packages) {
      if (stop.getAsBoolean() || over(start, time.dividedBy(2), done[0])) {
        break;
      }
      damage(e).ifPresent(damage::add);
      done[0]++;
      last[0] = e.sealed().id();
      reached.accept(new Place(last[0], last[1]));
    }
    List<ArchiveFile> files = Files.isDirectory(home.archive()) ? after(ArchiveFile.all(home.archive()), ArchiveFile::name, from.archive) : List.of();
    for (ArchiveFile file : files) {
      if (stop.getAsBoolean() || over(start, time, done[1])) {
        break;
      }
      // Retention may have taken it away meanwhile.
      file.damage().filter(d -> Files.exists(file.path())).ifPresent(d -> damage.add("存档文件 " + file.name() + "：" + d));
      done[1]++;
      last[1] = file.name();
      reached.accept(new Place(last[0], last[1]));
    }
    return new Report(lines, done[0], packages.size(), done[1], files.size(), damage, stop.getAsBoolean());
  }

  /** At least one of each is looked at, however short the time. */
  private boolean over(Instant start, Duration time, int done) {
    return done > 0 && !clock.instant().isBefore(start.plus(time));
  }

  private long auditLines(List<String> damage) {
    return switch (casebook.verifyAudit()) {
      case AuditVerdict.Intact ok -> ok.entries();
      case AuditVerdict.Broken broken -> {
        damage.add("审计记录：" + broken.why());
        yield 0;
      }
    };
  }

  private static Optional<String> damage(StoredEvidence e) {
    Path file = e.sealed().file();
    if (!Files.isRegularFile(file)) {
      return Optional.of("证据包 " + e.sealed().id() + "：文件不在原处");
    }
    VerificationReport report = new EvidenceVerifier().verify(file, Optional.of(e.sealed().manifestSha256()));
    return report.valid() ? Optional.empty() : Optional.of("证据包 " + e.sealed().id() + "：核验不通过，请用 evidence verify 查看");
  }

  /** In the order of names, those after the last one first; all of them. */
  private static <T> List<T> after(List<T> all, Function<T, String> name, String last) {
    List<T> later = new ArrayList<>(all.stream().filter(t -> name.apply(t).compareTo(last) > 0).toList());
    all.stream().filter(t -> name.apply(t).compareTo(last) <= 0).forEach(later::add);
    return later;
  }
}
