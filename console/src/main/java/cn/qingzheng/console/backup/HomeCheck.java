package cn.qingzheng.console.backup;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CasebookCopy;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.crawler.archive.ArchiveFile;
import cn.qingzheng.crawler.frontier.CrawlDbCopy;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.VerificationReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Looks through a home that was made of a backup: databases, archive, packages, letters, and that they fit together. */
final class HomeCheck {
  /** Captures without their records that are named; after so many nobody reads on. */
  private static final int NAMED = 20;

  private final Path home;
  private final BackupFacts facts;
  private final int packages;
  private final Clock clock;
  private final List<String> said = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  HomeCheck(Path home, BackupFacts facts, int packages, Clock clock) {
    this.home = home;
    this.facts = facts;
    this.packages = packages;
    this.clock = clock;
  }

  record Result(List<String> said, List<String> problems) {}

  Result run() throws IOException {
    casebook();
    crawl();
    return new Result(said, problems);
  }

  private void casebook() throws IOException {
    Path file = home.resolve("qingzheng.db");
    if (facts.casebook().equals(PostgresDump.NAME)) {
      dump();
      return;
    }
    if (facts.casebook().isEmpty()) {
      said.add(facts.server().isEmpty() ? "台账：这个数据目录还没有" : "台账：不在备份里，在 " + facts.server());
      return;
    }
    List<String> wrong = CasebookCopy.problems(file);
    problems.addAll(wrong);
    if (!wrong.isEmpty()) {
      return;
    }
    CasebookCopy.Facts held = CasebookCopy.facts(file);
    facts.held().filter(h -> !h.equals(held)).ifPresent(h -> problems.add("台账里的数目与备份时不同：当时 " + h + "，现在 " + held));
    said.add("台账：案件 " + held.cases() + " 件，问题 " + held.findings() + " 项，证据包 " + held.packages() + " 个，审计 " + held.auditLines() + " 条，链完整");
    letters(file);
    packages(file);
  }

  private void dump() throws IOException {
    try {
      if (!PostgresDump.listed(home.resolve(PostgresDump.NAME))) {
        problems.add("台账的导出文件 " + PostgresDump.NAME + " 读不了");
      } else {
        said.add("台账：PostgreSQL 的导出文件，目录可读；内容要恢复到服务器上才能核对");
      }
    } catch (IOException e) {
      problems.add("台账的导出文件没有核对：本机没有 pg_restore");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private void letters(Path file) throws IOException {
    List<CasebookCopy.SealedFile> sealed = CasebookCopy.sealedFiles(file);
    for (CasebookCopy.SealedFile f : sealed) {
      Path path = home.resolve("outbox").resolve(f.noticeId()).resolve(f.name());
      if (!Files.isRegularFile(path)) {
        problems.add("已用印函件 " + f.noticeId() + " 缺少 " + f.name());
      } else if (!Taker.hash(path).equals(f.sha256())) {
        problems.add("已用印函件 " + f.noticeId() + " 的 " + f.name() + " 与用印时不同");
      }
    }
    said.add("已用印函件的文件：" + sealed.size() + " 个");
  }

  /** Opened as the program opens it, which also brings an older one up to date: aside, where it harms nothing. */
  private void packages(Path file) {
    List<StoredEvidence> all;
    try (Casebook casebook = Casebook.open(file, clock)) {
      all = casebook.evidence();
    } catch (Refusal | IllegalStateException e) {
      problems.add("台账打不开：" + e.getMessage());
      return;
    }
    int step = Math.max(1, (all.size() + packages - 1) / Math.max(1, packages));
    int verified = 0;
    for (int i = 0; i < all.size(); i++) {
      Path zip = all.get(i).sealed().file();
      Path aside = home.resolve("evidence/making").resolve(zip.getFileName());
      Path there = !Files.exists(zip) && Files.exists(aside) ? aside : zip;
      if (!Files.exists(there)) {
        problems.add("证据包 " + all.get(i).sealed().id() + " 不在备份里");
      } else if (i % step == 0) {
        verified++;
        verify(all.get(i), there);
      }
    }
    said.add("证据包：登记 " + all.size() + " 个，逐字节核验 " + verified + " 个" + (verified < all.size() ? "（--all 核验全部）" : ""));
  }

  private void verify(StoredEvidence filed, Path zip) {
    VerificationReport report = new EvidenceVerifier().verify(zip);
    if (!report.valid()) {
      problems.add("证据包 " + filed.sealed().id() + " 核验未通过");
    } else if (!report.manifestSha256().equals(java.util.Optional.of(filed.sealed().manifestSha256()))) {
      problems.add("证据包 " + filed.sealed().id() + " 与台账登记的校验值不同");
    }
  }

  private void crawl() throws IOException {
    Path archive = home.resolve("archive");
    Map<String, Long> sizes = new HashMap<>();
    long records = 0;
    if (Files.isDirectory(archive)) {
      List<ArchiveFile> files = new ArrayList<>(ArchiveFile.all(archive));
      ArchiveFile.growing(archive).forEach(f -> files.add(new ArchiveFile(f)));
      for (ArchiveFile file : files) {
        sizes.put(file.name().replaceFirst("\\.open$", ""), file.size());
        records += records(file);
      }
    }
    said.add("存档：" + sizes.size() + " 个文件，" + records + " 条记录可读");
    if (Files.exists(home.resolve("crawl.db"))) {
      List<String> wrong = CrawlDbCopy.problems(home.resolve("crawl.db"), name -> sizes.getOrDefault(name, -1L), NAMED);
      problems.addAll(wrong);
      said.add(wrong.isEmpty() ? "抓取状态：完好，采集的原件都在存档里" : "抓取状态：" + wrong.size() + " 个问题");
    }
  }

  private long records(ArchiveFile file) {
    try {
      long n = file.entries().size();
      if (n == 0) {
        problems.add("存档 " + file.name() + " 是空的");
      }
      return n;
    } catch (IOException e) {
      problems.add("存档 " + file.name() + " 中有读不了的记录：" + e.getMessage());
      return 0;
    }
  }
}
