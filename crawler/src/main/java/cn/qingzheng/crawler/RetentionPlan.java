package cn.qingzheng.crawler;

import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.archive.ArchiveFile;
import cn.qingzheng.crawler.archive.Moves;
import cn.qingzheng.crawler.frontier.CaptureTable;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which captures go, and which records of which file. Everything that any kept capture needs is kept. */
final class RetentionPlan {
  private static final Logger LOG = LoggerFactory.getLogger(RetentionPlan.class);
  private static final String YOUNG = "未到保存期限";
  private static final String UNFINISHED = "所属运行未完成";
  private static final String REFERRED = "被保留的采集引用";

  private final Retention.Rules rules;
  private final Map<String, Long> kept = new TreeMap<>();
  /** By id. */
  private final Map<String, Old> old = new TreeMap<>();
  private final Map<Moves.Place, String> owners = new HashMap<>();
  /** What kept captures need of files that are touched. */
  private final Map<String, Set<Long>> needed = new HashMap<>();
  private final Set<Moves.Place> originals = new HashSet<>();
  private final Map<String, List<String>> keptIn = new HashMap<>();
  private final Map<String, List<Old>> lastIn = new HashMap<>();

  private RetentionPlan(Retention.Rules rules) {
    this.rules = rules;
  }

  /** A capture that no rule keeps for its own sake. */
  record Old(String id, String runId, String url, Instant at, String sha256, List<Moves.Place> places) {
    static Old of(Capture c) {
      return new Old(
          c.id(), c.origin().runId(), c.url().toString(), c.at(), c.payload().sha256(), Retention.places(c));
    }
  }

  static RetentionPlan of(CaptureTable captures, Archive archive, Retention.Rules rules) throws IOException {
    RetentionPlan plan = new RetentionPlan(rules);
    Deque<Capture> news = new ArrayDeque<>();
    try (Stream<Capture> all = captures.all()) {
      all.filter(c -> plan.reason(c).isEmpty() && !c.records().isEmpty()).map(Old::of).forEach(plan::add);
    }
    if (!plan.old.isEmpty()) {
      try (Stream<Capture> all = captures.all()) {
        all.filter(c -> !plan.old.containsKey(c.id())).forEach(c -> plan.need(c, archive, news, captures));
      }
    }
    while (!news.isEmpty()) {
      plan.need(news.pop(), archive, news, captures);
    }
    plan.files(captures);
    return plan;
  }

  private void add(Old capture) {
    old.put(capture.id(), capture);
    capture.places().forEach(p -> owners.put(p, capture.id()));
  }

  /** Why it is kept for its own sake. Material that was handed in ages from the day it was. */
  private Optional<String> reason(Capture c) {
    Instant at = c.origin().imported().map(Import::importedAt).orElse(c.at());
    if (!at.isBefore(rules.before())) {
      return Optional.of(YOUNG);
    }
    if (!rules.ended().contains(c.origin().runId())) {
      return Optional.of(UNFINISHED);
    }
    return Optional.ofNullable(rules.held().get(c.id()));
  }

  /** Keeps the old captures whose records this one shares or refers to. */
  private void need(Capture c, Archive archive, Deque<Capture> news, CaptureTable captures) {
    List<Moves.Place> places = new ArrayList<>(Retention.places(c));
    try {
      List<Moves.Place> referred = archive.originals(c);
      places.addAll(referred);
      originals.addAll(referred);
    } catch (IOException e) {
      LOG.warn("capture {} cannot be read, so everything of its address is kept", c.id(), e);
      old.values().stream().filter(o -> o.url().equals(c.url().toString())).forEach(o -> places.addAll(o.places()));
    }
    for (Moves.Place p : places) {
      Optional.ofNullable(owners.get(p)).filter(old::containsKey).flatMap(captures::find).ifPresent(owner -> {
        old.remove(owner.id());
        news.add(owner);
      });
    }
  }

  private void files(CaptureTable captures) {
    Map<String, TreeSet<String>> touched = new TreeMap<>();
    for (Old o : old.values()) {
      o.places().forEach(p -> touched.computeIfAbsent(p.file(), f -> new TreeSet<>()).add(o.id()));
    }
    Map<String, String> last = new HashMap<>();
    touched.forEach((file, ids) -> ids.forEach(id -> last.put(id, file)));
    old.values().forEach(o -> lastIn.computeIfAbsent(last.get(o.id()), f -> new ArrayList<>()).add(o));
    touched.keySet().forEach(f -> {
      needed.put(f, new HashSet<>());
      keptIn.put(f, new ArrayList<>());
    });
    try (Stream<Capture> all = captures.all()) {
      all.filter(c -> !old.containsKey(c.id())).forEach(this::keepRecords);
    }
  }

  private void keepRecords(Capture c) {
    kept.merge(reason(c).orElse(REFERRED), 1L, Long::sum);
    Set<String> files = new TreeSet<>();
    for (ArchivedRecord r : c.records()) {
      if (needed.containsKey(r.file())) {
        needed.get(r.file()).add(r.offset());
        files.add(r.file());
      }
    }
    files.forEach(f -> keptIn.get(f).add(c.id()));
  }

  Set<String> gone() {
    return new TreeSet<>(old.keySet());
  }

  Map<String, Long> kept() {
    return kept;
  }

  String rule() {
    return rules.name();
  }

  /** Whether anything of a file goes. */
  boolean concerns(String file) {
    return needed.containsKey(file);
  }

  /**
   * Whether a record stays. What belongs to no capture at all, because a killed process had not come to keep it, goes
   * with its age.
   */
  boolean keeps(String file, ArchiveFile.Entry e) {
    boolean needs = needed.get(file).contains(e.offset()) || originals.contains(new Moves.Place(file, e.offset()));
    if (needs || e.type().equals("warcinfo")) {
      return true;
    }
    boolean orphan = e.at().isBefore(rules.before()) && rules.ended().contains(e.run());
    return !old.containsKey(e.capture()) && !orphan;
  }

  /** Captures with records in a file that stay. */
  List<String> keptIn(String file) {
    return keptIn.get(file);
  }

  /** Captures that go and have no records in a file that comes later. */
  List<Old> lastIn(String file) {
    return lastIn.getOrDefault(file, List.of());
  }

  PruneTable.Pruned pruned(Old o, Instant now) {
    return new PruneTable.Pruned(o.id(), o.runId(), o.url(), o.at(), o.sha256(), now, rules.name());
  }
}
