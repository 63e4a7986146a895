package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two processes with one casebook, each with connections of its own. */
@ParameterizedClass
@EnumSource(Engine.class)
class NightBookTest {
  private static final Duration LEASE = Duration.ofMinutes(2);
  private static final Officer KEEPER = People.officer("G001", "管宁", Role.SYSTEM_ADMIN);

  @TempDir static Path folder;
  private static final MovingClock CLOCK = new MovingClock();
  private static int tests;
  private static Casebook first;
  private static Casebook second;
  private NightBook here;
  private NightBook there;
  private String scan;

  NightBookTest(Engine engine) {
    // Asked for so that the engine can be handed to what comes before all.
  }

  @BeforeParameterizedClassInvocation
  static void open(Engine engine) {
    Engine.Place place = engine.place(folder.resolve(engine.name()));
    first = place.open(CLOCK);
    second = place.open(CLOCK);
    People.register(first, KEEPER, People.WRITER);
  }

  @AfterParameterizedClassInvocation
  static void close() {
    second.close();
    first.close();
  }

  @BeforeEach
  void aTaskOfItsOwn() {
    here = new NightBook(first);
    there = new NightBook(second);
    scan = "scan-" + ++tests;
    here.enable(scan, "");
  }

  private List<Alarm> mine(List<Alarm> alarms) {
    return alarms.stream().filter(a -> a.task().equals(scan)).toList();
  }

  private Optional<Instant> fire() {
    return Optional.of(CLOCK.instant());
  }

  private NightlyTask task() {
    return there.find(scan, "").orElseThrow();
  }

  private void run(NightlyTask.Outcome outcome, String message) {
    CLOCK.forward(Duration.ofHours(24));
    here.begin(scan, "", "p1", LEASE, Optional.empty(), false).orElseThrow();
    here.end(scan, "", "p1", Optional.of(outcome), message);
  }

  @Test
  void what_one_is_at_or_has_done_the_other_leaves() {
    CLOCK.forward(Duration.ofHours(1));
    Optional<Instant> fire = fire();
    assertTrue(here.begin(scan, "", "p1", LEASE, fire, false).isPresent());
    assertTrue(there.begin(scan, "", "p2", LEASE, fire, false).isEmpty());
    assertEquals("p1", task().running().orElseThrow().holder());
    CLOCK.forward(Duration.ofMinutes(1));
    here.end(scan, "", "p1", Optional.of(NightlyTask.Outcome.DONE), "采集\n12 页");
    assertTrue(there.begin(scan, "", "p2", LEASE, fire, false).isEmpty(), "done meanwhile");
    assertEquals("采集 12 页", task().last().orElseThrow().message());
    assertEquals(Optional.of(CLOCK.instant()), task().succeeded());
    CLOCK.forward(Duration.ofHours(24));
    assertTrue(there.begin(scan, "", "p2", LEASE, fire(), false).isPresent(), "the next night is anybody's");
  }

  @Test
  void who_is_silent_for_too_long_loses_the_run_and_writes_nothing() {
    CLOCK.forward(Duration.ofHours(1));
    here.begin(scan, "", "p1", LEASE, fire(), false).orElseThrow();
    CLOCK.forward(Duration.ofSeconds(100));
    assertEquals(NightBook.Heard.GO_ON, here.alive(scan, "", "p1", LEASE));
    CLOCK.forward(Duration.ofSeconds(100));
    assertTrue(there.begin(scan, "", "p2", LEASE, fire(), false).isEmpty(), "it said that it lives");
    CLOCK.forward(Duration.ofSeconds(30));
    assertTrue(there.begin(scan, "", "p2", LEASE, fire(), false).isPresent());
    assertEquals(NightBook.Heard.LOST, here.alive(scan, "", "p1", LEASE));
    here.end(scan, "", "p1", Optional.of(NightlyTask.Outcome.DONE), "晚了");
    assertEquals(Optional.empty(), task().last());
    assertEquals("p2", task().running().orElseThrow().holder());
  }

  @Test
  void where_a_file_lock_says_more_a_dead_process_is_not_waited_for() {
    here.begin(scan, "", "p1", LEASE, Optional.empty(), true).orElseThrow();
    assertTrue(there.begin(scan, "", "p2", LEASE, Optional.empty(), true).isPresent());
  }

  @Test
  void what_was_broken_off_stays_owed_and_what_an_officer_stopped_does_not() {
    Instant known = task().since();
    CLOCK.forward(Duration.ofHours(24));
    here.begin(scan, "", "p1", LEASE, fire(), false).orElseThrow();
    here.end(scan, "", "p1", Optional.empty(), "");
    assertEquals(known, task().since());
    assertEquals(Optional.empty(), task().running());
    here.begin(scan, "", "p1", LEASE, Optional.empty(), false).orElseThrow();
    there.askStop(scan, "", KEEPER);
    assertEquals(NightBook.Heard.STOP, here.alive(scan, "", "p1", LEASE));
    here.end(scan, "", "p1", Optional.of(NightlyTask.Outcome.STOPPED), "由管宁停止");
    assertEquals(CLOCK.instant(), task().since());
    assertEquals(Optional.empty(), task().succeeded());
  }

  @Test
  void paused_it_runs_only_when_wanted_and_owes_nothing_afterwards() {
    there.pause(scan, "", KEEPER);
    assertThrows(Refusal.class, () -> here.pause(scan, "", KEEPER));
    CLOCK.forward(Duration.ofHours(24));
    assertTrue(here.begin(scan, "", "p1", LEASE, fire(), false).isEmpty());
    assertTrue(here.begin(scan, "", "p1", LEASE, Optional.empty(), false).isPresent());
    here.end(scan, "", "p1", Optional.of(NightlyTask.Outcome.DONE), "");
    CLOCK.forward(Duration.ofHours(24));
    here.resume(scan, "", KEEPER);
    assertEquals(CLOCK.instant(), task().since());
    assertEquals(Optional.empty(), task().paused());
  }

  @Test
  void only_a_system_administrator_acts_and_every_act_is_in_the_audit_log() {
    assertThrows(Refusal.class, () -> here.pause(scan, "", People.WRITER));
    assertThrows(Refusal.class, () -> here.pause("nothing", "", KEEPER));
    here.pause(scan, "", KEEPER);
    here.resume(scan, "", KEEPER);
    here.wanted(scan, "", KEEPER);
    here.begin(scan, "", "p1", LEASE, Optional.empty(), false).orElseThrow();
    here.askStop(scan, "", KEEPER);
    List<String> acts = first.audit(0, 1000).stream().filter(e -> e.object().equals(scan) && e.who().equals("管宁（G001）")).map(AuditEntry::what).toList();
    assertEquals(List.of("暂停任务", "恢复任务", "立即运行任务", "停止任务"), acts);
  }

  @Test
  void what_a_task_remembers_is_there_the_next_time() {
    here.remember(scan, "", "EV-20261123-000007");
    assertEquals("EV-20261123-000007", there.begin(scan, "", "p2", LEASE, Optional.empty(), false).orElseThrow().place());
  }

  @Test
  void an_alarm_is_open_until_a_later_success() {
    Alarms alarms = new Alarms(first);
    run(NightlyTask.Outcome.FAILED, "失败");
    alarms.raise(scan, "", Alarm.Kind.FAILED, "磁盘满");
    alarms.raise(scan, "", Alarm.Kind.FAILED, "磁盘还是满");
    Alarm open = mine(new Alarms(second).open()).getFirst();
    assertEquals(2, open.times());
    assertEquals("磁盘还是满", open.message());
    run(NightlyTask.Outcome.FAILED, "又失败");
    assertEquals(1, mine(alarms.open()).size());
    run(NightlyTask.Outcome.ATTENTION, "有问题");
    assertEquals(List.of(), mine(alarms.open()));
  }

  @Test
  void a_seen_failure_is_quiet_for_a_while_and_a_later_one_loud_again() {
    Alarms alarms = new Alarms(first);
    alarms.raise(scan, "", Alarm.Kind.FAILED, "连不上");
    long id = mine(alarms.open()).getFirst().id();
    assertThrows(Refusal.class, () -> alarms.acknowledge(id, " ", KEEPER));
    assertThrows(Refusal.class, () -> alarms.acknowledge(id, "看过", People.WRITER));
    alarms.acknowledge(id, "已报修", KEEPER);
    assertThrows(Refusal.class, () -> alarms.acknowledge(id, "再次", KEEPER));
    CLOCK.forward(Duration.ofHours(11));
    alarms.raise(scan, "", Alarm.Kind.FAILED, "连不上");
    assertEquals(List.of(), mine(alarms.open()));
    CLOCK.forward(Duration.ofHours(2));
    alarms.raise(scan, "", Alarm.Kind.FAILED, "连不上");
    assertEquals(1, mine(alarms.open()).size());
    alarms.acknowledge(mine(alarms.open()).getFirst().id(), "已报修", KEEPER);
    alarms.raise(scan, "", Alarm.Kind.LATE, "太久");
    alarms.acknowledge(mine(alarms.open()).getFirst().id(), "停电", KEEPER);
    CLOCK.forward(Duration.ofHours(30));
    alarms.raise(scan, "", Alarm.Kind.LATE, "太久");
    assertEquals(List.of(), mine(alarms.open()), "being late was seen");
  }

  @Test
  void each_alarm_is_told_by_one_process_and_again_after_a_day() {
    Alarms alarms = new Alarms(first);
    alarms.raise(scan, "", Alarm.Kind.FAILED, "磁盘满");
    List<Alarm> taken = mine(alarms.takeUntold());
    assertEquals(1, taken.size());
    assertEquals(List.of(), mine(new Alarms(second).takeUntold()));
    alarms.notTold(taken);
    assertEquals(1, mine(new Alarms(second).takeUntold()).size());
    alarms.raise(scan, "", Alarm.Kind.FAILED, "磁盘满");
    assertEquals(List.of(), mine(alarms.takeUntold()));
    CLOCK.forward(Duration.ofHours(24));
    alarms.raise(scan, "", Alarm.Kind.FAILED, "磁盘满");
    assertEquals(1, mine(alarms.takeUntold()).size());
  }

  @Test
  void a_session_is_found_by_the_hash_of_its_id_until_it_ends() {
    ConsoleSessions sessions = new ConsoleSessions(first);
    Instant now = CLOCK.instant();
    sessions.add("h1", new ConsoleSessions.Kept(new byte[] {1, 0, -1}, now, now, now.plusSeconds(60)));
    sessions.update("h1", new ConsoleSessions.Kept(new byte[] {7}, now, now, now.plusSeconds(90)));
    ConsoleSessions.Kept kept = new ConsoleSessions(second).find("h1").orElseThrow();
    assertEquals(7, kept.content()[0]);
    CLOCK.forward(Duration.ofSeconds(90));
    assertTrue(sessions.find("h1").isEmpty());
    ConsoleSessions.Kept another = new ConsoleSessions.Kept(new byte[0], CLOCK.instant(), CLOCK.instant(), CLOCK.instant().plusSeconds(9));
    sessions.add("h2", another);
    sessions.delete("h2");
    sessions.update("h2", another);
    assertTrue(sessions.find("h2").isEmpty());
  }
}
