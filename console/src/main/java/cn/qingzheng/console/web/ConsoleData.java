package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.ChangeSummary;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.ReportingDates;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.PendingCount;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.console.schedule.ScheduleState;
import cn.qingzheng.crawler.frontier.PruneTable;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchResult;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Span;
import java.nio.file.Path;
import java.time.Instant;
import java.time.Duration;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchHit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What the console shows. Asked from several threads. */
public interface ConsoleData {
  /** Name of the organ whose installation this is. */
  String organ();

  /** What whoever asks may see of the index; absent before the first scan. */
  Optional<EvidenceIndex> index();

  /** Whether whoever asks may see a hit. */
  default boolean sees(SearchHit hit) {
    return true;
  }

  /** What the rules are called in Chinese, by id. */
  default Map<String, String> ruleNames() {
    return Map.of();
  }

  default SearchResult search(SearchRequest request) {
    SearchResult found = index()
        .map(i -> i.search(request))
        .orElseGet(() -> SearchResult.none(List.of("还没有扫描过，没有可检索的页面"), Duration.ZERO));
    return new SearchResult(
        found.total(), found.hits().stream().filter(this::sees).toList(), found.more(), found.facets(), found.hints(), found.took());
  }

  /** Where the page's text answers a query; empty if it does not. */
  default List<Span> marks(String captureId, String query) {
    return index().map(i -> i.marks(captureId, query)).orElse(List.of());
  }

  Optional<CapturedPage> page(String captureId);

  /** What is left of a page whose capture was removed when its time had come. */
  default Optional<PrunedPage> pruned(String captureId) {
    return Optional.empty();
  }

  /**
   * What is to be handed in next, and what it says as things stand.
   *
   * @param pending what would still change it
   */
  record Reporting(List<ReportingDates.Due> due, ProgressTable table, List<PendingCount> pending) {
    public Reporting {
      due = List.copyOf(due);
      pending = List.copyOf(pending);
    }
  }

  /** Absent where there are no tables. */
  default Optional<Reporting> reporting() {
    return Optional.empty();
  }

  /** When tables are to be handed in next. */
  default List<ReportingDates.Due> due() {
    return List.of();
  }

  /** What lies behind the captured pages. */
  default CaptureRoom captures() {
    return CaptureRoom.EMPTY;
  }

  /** What a rule is called in Chinese; its id if it has no name any more. */
  default String ruleName(String ruleId) {
    return ruleNames().getOrDefault(ruleId, ruleId);
  }

  /** Newest first. */
  List<FindingRecord> findings(FindingFilter filter);

  long count(FindingFilter filter);

  /** All but those merged into another, in any order. */
  List<CaseFile> cases();

  Optional<CaseFile> caseFile(String caseId);

  List<StoredEvidence> evidence(String caseId);

  List<Draft> drafts(String caseId);

  /** The newest scan, also if it is still going on. */
  Optional<LastScan> lastScan();

  /** Absent where no schedule runs. */
  Optional<ScheduleState> schedule();

  /** What does not work on this machine. */
  List<Missing> missing();

  /**
   * A page as captured and judged.
   *
   * @param capture absent for a page that came from a file
   * @param screenshot PNG
   * @param caseId the case it belongs to
   */
  record CapturedPage(
      Page page, PageResult result, Optional<Capture> capture, Optional<Path> screenshot, Optional<String> caseId) {
    public CapturedPage {
      Objects.requireNonNull(page);
      Objects.requireNonNull(result);
      Objects.requireNonNull(capture);
      Objects.requireNonNull(screenshot);
      Objects.requireNonNull(caseId);
    }
  }

  /**
   * @param record what the scan said of it, if it was recorded
   */
  record PrunedPage(PruneTable.Pruned pruned, Optional<PageRecord> record) {}

  /**
   * A drafted notice.
   *
   * @param title its kind and to whom, in Chinese
   * @param state where it stands, in Chinese
   * @param files the forms it can be downloaded in; the names differ
   */
  record Draft(String id, String title, String state, List<Path> files) {
    public Draft {
      files = List.copyOf(files);
    }
  }

  /**
   * @param ended empty while it runs, and after a crash
   * @param pages how many pages came to each outcome
   * @param changes what became of findings
   * @param troubles what could not be fetched or checked, by cause
   * @param tasks what a person has to look at, in Chinese: blocked hosts, approvals that ended, connectors that drifted
   */
  record LastScan(
      String id,
      Instant started,
      Optional<Instant> ended,
      Map<Outcome, Long> pages,
      List<ChangeSummary> changes,
      List<Trouble> troubles,
      List<String> tasks) {
    public LastScan {
      tasks = List.copyOf(tasks);
      pages = Map.copyOf(pages);
      changes = List.copyOf(changes);
      troubles = List.copyOf(troubles);
    }
  }

  /** @param cause in Chinese */
  record Trouble(String cause, long count) {}

  /**
   * @param what is missing, in Chinese
   * @param remedy what to do, in Chinese
   */
  record Missing(String what, String remedy) {}
}
