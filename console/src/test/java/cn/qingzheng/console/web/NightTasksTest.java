package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NightlyTask.Outcome;
import cn.qingzheng.casework.NightlyTask.Run;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.metrics.ScanMetrics;
import cn.qingzheng.console.scan.IntegrityJob;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.TaskState;
import cn.qingzheng.console.serve.NightTasks;
import cn.qingzheng.console.serve.NightlyScan;
import cn.qingzheng.model.Problems;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an installation does by itself, over a home with findings, a package that is none, and a mail server. */
@Timeout(60)
class NightTasksTest {
  /** Three working days before the 28th there is nothing to remind of; on the 26th there is. */
  private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-26T02:00:00Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private final GreenMail mail = new GreenMail(ServerSetup.SMTP.dynamicPort());
  private TestConsole data;
  private Casebook casebook;
  private Officer keeper;

  @BeforeEach
  void open() throws Exception {
    mail.start();
    Files.writeString(
        folder.resolve("qingzheng.yaml"),
        """
        organ: {name: 海清市人力资源和社会保障局, region: "370200"}
        sending:
          mail: {host: 127.0.0.1, port: %d, tls: NONE, from: zhili@bureau.example}
        alert: {mail: [zhiban@bureau.example, ke@bureau.example]}
        schedule: {scan: off, recheck: off, prune: off, integrity: off, dispatch: off, overdue: off, reminders: off}
        """
            .formatted(mail.getSmtp().getPort()));
    data = new TestConsole(folder);
    data.register("G001", "管宁", Role.SYSTEM_ADMIN);
    casebook = Casebook.open(new Home(folder).casebook(), CLOCK);
    keeper = new Officers(casebook).find("G001").orElseThrow();
  }

  @AfterEach
  void close() {
    mail.stop();
    casebook.close();
    data.close();
  }

  private NightWork start() throws Exception {
    Problems problems = new Problems();
    Config config = Config.load(folder.resolve("qingzheng.yaml"), problems);
    assertEquals(List.of(), problems.list());
    NightlyScan scan = new NightlyScan(() -> { throw new IllegalStateException("种子文件读不到"); }, CLOCK, new ScanMetrics(CLOCK));
    return new NightTasks(new Home(folder), scan, CLOCK).start(config, casebook);
  }

  private Run run(NightWork work, String task) {
    work.runNow(task, keeper);
    Optional<Run> last = Optional.empty();
    while (last.isEmpty()) {
      LockSupport.parkNanos(5_000_000);
      last = work.tasks().stream().filter(t -> t.name().equals(task) && t.running().isEmpty()).findFirst().flatMap(TaskState::last);
    }
    return last.get();
  }

  private void awaitMails() {
    while (mail.getReceivedMessages().length < 2) {
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Test
  void those_on_duty_are_told_by_mail_once() throws Exception {
    try (NightWork work = start()) {
      assertEquals(Outcome.FAILED, run(work, "scan").outcome());
      awaitMails();
      MimeMessage message = mail.getReceivedMessages()[0];
      assertEquals("清证：扫描出现问题", message.getSubject());
      assertEquals(2, message.getAllRecipients().length);
      String text = message.getContent().toString();
      assertTrue(text.contains("扫描：运行失败，2026-11-26 10:00") && text.contains("种子文件读不到") && text.contains("海清市人力资源和社会保障局"), text);
      work.look();
      assertEquals(2, mail.getReceivedMessages().length, "one for each address");
    }
  }

  @Test
  void what_has_to_be_reported_soon_is_told_by_mail() throws Exception {
    try (NightWork work = start()) {
      Run run = run(work, "reminders");
      assertEquals(Outcome.ATTENTION, run.outcome(), run.message());
      awaitMails();
      assertTrue(mail.getReceivedMessages()[0].getContent().toString().contains("2026-11-28"), run.message());
    }
  }

  @Test
  void a_package_that_is_none_any_more_is_a_loud_failure() throws Exception {
    try (NightWork work = start()) {
      Run run = run(work, "integrity");
      assertEquals(Outcome.FAILED, run.outcome());
      assertTrue(run.message().contains("EV-20261123-000001：核验不通过"), run.message());
      assertEquals(1, work.openAlarms().size());
    }
  }

  @Test
  void letters_rechecks_and_the_archive_are_seen_to() throws Exception {
    try (NightWork work = start()) {
      assertEquals(new Run(CLOCK.instant(), CLOCK.instant(), Outcome.DONE, "没有到时的函件"), run(work, "dispatch"));
      assertEquals("没有新的逾期函件", run(work, "overdue").message());
      assertEquals("没有到期的采集", run(work, "prune").message());
      assertFalse(work.tasks().stream().anyMatch(TaskState::on), "all are off in the settings, stamping for want of an authority");
    }
  }

  @Test
  void what_one_night_has_no_time_for_the_next_looks_at() throws Exception {
    for (String name : List.of("a", "b")) {
      Files.createDirectories(folder.resolve("archive"));
      Files.writeString(folder.resolve("archive/" + name + ".warc.gz"), "kein gzip");
    }
    IntegrityJob job = new IntegrityJob(casebook, new Home(folder), CLOCK);
    IntegrityJob.Place[] place = {IntegrityJob.Place.of("")};
    StringBuilder seen = new StringBuilder();
    for (int night = 0; night < 3; night++) {
      IntegrityJob.Report report = job.run(place[0], Duration.ZERO, () -> false, p -> place[0] = IntegrityJob.Place.of(p.toString()));
      assertEquals(List.of(1, 2), List.of(report.files(), report.allFiles()));
      seen.append(report.damage().stream().filter(d -> d.startsWith("存档文件")).map(d -> d.charAt(5)).findFirst().orElse('-'));
    }
    assertEquals("aba", seen.toString());
    try (var raw = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("qingzheng.db")); var s = raw.createStatement()) {
      for (String trigger : triggers(raw)) {
        s.execute("DROP TRIGGER " + trigger);
      }
      s.execute("UPDATE audit SET why = 'nachträglich' WHERE seq = 1");
    }
    IntegrityJob.Report report = new IntegrityJob(casebook, new Home(folder), CLOCK).run(place[0], Duration.ZERO, () -> false, p -> {});
    assertTrue(report.damage().getFirst().startsWith("审计记录：第 1 条"), report.damage().toString());
  }

  private static List<String> triggers(java.sql.Connection raw) throws java.sql.SQLException {
    List<String> names = new java.util.ArrayList<>();
    try (var s = raw.createStatement(); var r = s.executeQuery("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit'")) {
      while (r.next()) {
        names.add(r.getString(1));
      }
    }
    return names;
  }
}
