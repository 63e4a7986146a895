package cn.qingzheng.console.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Recheck;
import cn.qingzheng.casework.RecheckVerdict;
import cn.qingzheng.casework.Rechecks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.sample.Edition;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.model.EvidencePackage;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Confirmed findings of the sample web, looked at again on the same days and some days on. */
class RecheckJobTest {
  @TempDir static Path folder;

  @Test
  void says_what_became_of_each_finding_and_visits_nothing_but_its_address() throws Exception {
    try (SampleWeb web = SampleWeb.start()) {
      SampleScan.runWithoutBrowser(folder, web);
      List<String> cases = confirmAll();
      Set<String> addresses = addresses();

      int before = web.requests().size();
      RecheckJob.Report same = recheck(web, cases);
      Set<String> asked =
          web.requests().stream().skip(before).filter(r -> !r.path().equals("/robots.txt")).map(r -> "http://" + r.host() + r.path()).collect(Collectors.toSet());
      asked.removeAll(addresses);
      assertEquals(Set.of(), asked, "asked for besides the addresses");
      Map<RecheckVerdict, Integer> first = counts(same);
      assertFalse(first.containsKey(RecheckVerdict.GONE), first::toString);
      assertFalse(first.containsKey(RecheckVerdict.RELAPSED), first::toString);
      assertTrue(first.get(RecheckVerdict.STILL_THERE) >= 10, first::toString);
      assertEquals(List.of(), same.evidence().problems());

      web.edition(Edition.SECOND);
      RecheckJob.Report later = recheck(web, cases);
      Map<RecheckVerdict, Integer> then = counts(later);
      assertTrue(then.getOrDefault(RecheckVerdict.GONE, 0) > 0 && then.getOrDefault(RecheckVerdict.STILL_THERE, 0) > 0, then::toString);
      for (EvidencePackage p : later.evidence().built()) {
        assertTrue(new EvidenceVerifier().verify(p.file()).valid());
      }
      resultsRestOnPackages(later);

      web.edition(Edition.FIRST);
      assertTrue(counts(recheck(web, cases)).getOrDefault(RecheckVerdict.RELAPSED, 0) >= then.get(RecheckVerdict.GONE), "what had gone is back");
    }
  }

  /** Every verdict that rests on a capture has a package of that capture in its case; what is gone settles a case alone. */
  private static void resultsRestOnPackages(RecheckJob.Report report) {
    try (Casebook casebook = casebook()) {
      Rechecks rechecks = new Rechecks(casebook);
      report.seen().forEach((caseId, seen) -> {
        Set<String> sealed = casebook.evidence(caseId).stream().map(e -> e.captureId()).collect(Collectors.toSet());
        for (Recheck.Seen s : seen) {
          s.captureId().ifPresent(id -> assertTrue(sealed.contains(id), caseId + " " + s));
        }
        boolean allGone = seen.stream().allMatch(s -> s.verdict() == RecheckVerdict.GONE);
        assertEquals(allGone, rechecks.settled(caseId, LocalDate.of(2020, 1, 1)), caseId);
        assertFalse(rechecks.settled(caseId, LocalDate.of(2999, 1, 1)));
      });
    }
  }

  private static RecheckJob.Report recheck(SampleWeb web, List<String> cases) throws Exception {
    return new RecheckJob(SampleScan.plain(folder, web), Clock.systemUTC()).run(cases);
  }

  private static Map<RecheckVerdict, Integer> counts(RecheckJob.Report report) {
    Map<RecheckVerdict, Integer> out = new HashMap<>();
    report.seen().values().stream().flatMap(List::stream).forEach(s -> out.merge(s.verdict(), 1, Integer::sum));
    return out;
  }

  private static Casebook casebook() {
    return Casebook.open(new Home(folder).casebook(), Clock.systemUTC());
  }

  private static List<String> confirmAll() {
    try (Casebook casebook = casebook()) {
      List<String> ids = casebook.cases().stream().map(CaseFile::id).limit(12).toList();
      ids.forEach(id -> casebook.confirmCase(id, "张三", "属实"));
      return ids;
    }
  }

  private static Set<String> addresses() {
    try (Casebook casebook = casebook()) {
      Set<String> out = new HashSet<>();
      for (FindingRecord r : casebook.findings(FindingFilter.all())) {
        String url = r.finding().url().toString();
        out.add(url);
        out.add(url.contains("?") ? url.substring(0, url.indexOf('?')) : url);
      }
      return out;
    }
  }
}
