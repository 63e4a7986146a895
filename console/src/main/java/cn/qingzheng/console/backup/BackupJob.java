package cn.qingzheng.console.backup;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CasebookCopy;
import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.schedule.TaskLock;
import cn.qingzheng.crawler.archive.ArchiveFile;
import cn.qingzheng.crawler.frontier.CrawlDbCopy;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Makes one dated backup of a home; scans and the console go on meanwhile. What refers to something is copied before what
 * it refers to, and files are gone through before and after the databases: so nothing that the copied casebook or the
 * copied crawl.db speaks of is missing, whatever was made, moved or removed meanwhile. A backup appears whole or not at all.
 */
public final class BackupJob {
  /** Left on the disk beside what is to be written. */
  private static final long MARGIN = 64L << 20;

  private final Home home;
  private final Config config;
  private final Clock clock;

  public BackupJob(Home home, Config config, Clock clock) {
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  /**
   * @param to the folder that holds the backups; made if it is not there
   * @param keep how many are left, the youngest; 0 for all
   * @throws BackupRefusal if it cannot be done
   */
  public BackupReport run(Path to, int keep) throws IOException, BackupRefusal {
    BackupFolder folder = new BackupFolder(to.toAbsolutePath().normalize());
    if (folder.folder().startsWith(home.folder())) {
      throw new BackupRefusal("备份不能放在数据目录里：" + to + " – 请用另一个目录，最好在另一块磁盘上");
    }
    Files.createDirectories(folder.folder());
    TaskLock held =
        TaskLock.tryAcquire(folder.folder().resolve("backup.lock"))
            .orElseThrow(() -> new BackupRefusal("另一个备份正在写 " + to + " – 请等它结束"));
    try (held) {
      folder.tidy();
      Instant now = clock.instant();
      String name = folder.name(now);
      Path part = folder.making(name);
      try {
        return made(folder, name, part, now, keep);
      } catch (IOException | RuntimeException | BackupRefusal e) {
        BackupFolder.delete(part);
        throw e;
      }
    }
  }

  private BackupReport made(BackupFolder folder, String name, Path part, Instant now, int keep) throws IOException, BackupRefusal {
    HomeParts parts = new HomeParts(home, config);
    Files.createDirectories(part.resolve("home"));
    FileStore disk = Files.getFileStore(folder.folder());
    boolean sameDisk = disk.equals(Files.getFileStore(home.folder()));
    List<String> problems = new ArrayList<>();
    Taker taker = new Taker(part, earlier(folder, problems), sameDisk);
    enough(disk, parts, taker);
    takeAll(parts, taker);
    String server = casebook(part, taker, problems);
    Path crawl = home.folder().resolve("crawl.db");
    if (Files.exists(crawl)) {
      CrawlDbCopy.copy(crawl, part.resolve("home/crawl.db"));
      taker.note("crawl.db");
    }
    takeAll(parts, taker);
    growing(taker);
    Optional<CasebookCopy.Facts> facts = facts(part, problems);
    List<String> left = parts.leftOut();
    BackupFacts about = new BackupFacts(now, home.folder().toString(), casebookFile(part), server, facts, left);
    Manifest manifest = finish(part, taker, about);
    Path done = folder.folder().resolve(name);
    Files.move(part, done);
    BackupFolder.force(done.getParent());
    String hash = Taker.hash(manifest.bytes());
    note(name, hash, problems);
    boolean sound = problems.stream().noneMatch(p -> p.startsWith("台账"));
    List<Path> removed = keep > 0 && sound ? folder.keep(keep) : List.of();
    return new BackupReport(
        done, hash, manifest.files().size(), taker.linked(), taker.written(), facts, sameDisk, left, removed, problems);
  }

  private static Optional<Taker.Earlier> earlier(BackupFolder folder, List<String> problems) throws IOException {
    Optional<Path> youngest = folder.youngest();
    try {
      return youngest.isEmpty() ? Optional.empty() : Optional.of(new Taker.Earlier(youngest.get(), Manifest.read(youngest.get())));
    } catch (IOException e) {
      problems.add("上一个备份 " + youngest.get().getFileName() + " 的清单读不了，未引用：" + e.getMessage());
      return Optional.empty();
    }
  }

  private void enough(FileStore disk, HomeParts parts, Taker taker) throws IOException, BackupRefusal {
    long need = MARGIN;
    for (HomeParts.Part part : parts.list()) {
      need += taker.linkable(part) ? 0 : part.size();
    }
    for (String database : List.of("qingzheng.db", "crawl.db")) {
      Path file = home.folder().resolve(database);
      need += Files.exists(file) ? Files.size(file) : 0;
    }
    if (disk.getUsableSpace() < need) {
      throw new BackupRefusal(
          "磁盘空间不够：备份约需 " + BackupReport.megabytes(need) + " MB，" + disk + " 只剩 "
              + BackupReport.megabytes(disk.getUsableSpace()) + " MB – 请清理，或用 --to 换一块磁盘");
    }
  }

  private static void takeAll(HomeParts parts, Taker taker) throws IOException {
    for (HomeParts.Part part : parts.list()) {
      taker.take(part);
    }
  }

  /** @return where the casebook is, if it is not in the home */
  private String casebook(Path part, Taker taker, List<String> problems) throws IOException {
    Optional<PostgresServer> server = config.casebook();
    if (server.isEmpty()) {
      if (Files.exists(home.casebook())) {
        CasebookCopy.copy(home.casebook(), part.resolve("home/qingzheng.db"));
        taker.note("qingzheng.db");
      }
      return "";
    }
    Optional<String> failed = new PostgresDump(server.get()).write(part.resolve("home").resolve(PostgresDump.NAME));
    failed.ifPresent(problems::add);
    if (failed.isEmpty()) {
      taker.note(PostgresDump.NAME);
    }
    return server.get().url();
  }

  private static String casebookFile(Path part) {
    return List.of("qingzheng.db", PostgresDump.NAME).stream().filter(f -> Files.exists(part.resolve("home").resolve(f))).findFirst().orElse("");
  }

  /** Files of the archive that grow are copied as far as they are whole. */
  private void growing(Taker taker) throws IOException {
    if (!Files.isDirectory(home.archive())) {
      return;
    }
    for (Path open : ArchiveFile.growing(home.archive())) {
      String name = open.getFileName().toString();
      Path finished = open.resolveSibling(name.substring(0, name.length() - ".open".length()));
      try {
        long whole = ArchiveFile.whole(open);
        if (whole > 0) {
          taker.take("archive/" + name, open, whole);
        }
      } catch (NoSuchFileException e) {
        // Finished meanwhile: it has its name now.
        taker.take(
            new HomeParts.Part(
                "archive/" + finished.getFileName(), finished, Files.size(finished), Files.getLastModifiedTime(finished).toMillis()));
      }
    }
  }

  private static Optional<CasebookCopy.Facts> facts(Path part, List<String> problems) throws IOException {
    Path copy = part.resolve("home/qingzheng.db");
    if (!Files.exists(copy)) {
      return Optional.empty();
    }
    problems.addAll(CasebookCopy.problems(copy));
    return Optional.of(CasebookCopy.facts(copy));
  }

  private static Manifest finish(Path part, Taker taker, BackupFacts about) throws IOException {
    byte[] json = about.bytes();
    Taker.write(part.resolve(BackupFacts.NAME), json);
    taker.hashes().put(BackupFacts.NAME, Taker.hash(json));
    Manifest manifest = Manifest.of(taker.hashes());
    Taker.write(part.resolve(Manifest.NAME), manifest.bytes());
    BackupFolder.force(part);
    return manifest;
  }

  /** The audit log says which backup there was and what its manifest hashes to: it is chained, a folder is not. */
  private void note(String name, String hash, List<String> problems) {
    if (config.casebook().isEmpty() && !Files.exists(home.casebook())) {
      return;
    }
    try (Casebook casebook = Casebooks.open(home, config, clock)) {
      casebook.note(Casebook.PROGRAM, "备份", name, "清单的 SHA-256 " + hash);
    } catch (Refusal | IllegalStateException e) {
      problems.add("备份没有记入审计：" + e.getMessage());
    }
  }
}
