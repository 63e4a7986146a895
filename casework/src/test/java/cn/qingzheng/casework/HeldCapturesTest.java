package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.Outcome;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class HeldCapturesTest {
  @TempDir Path folder;
  @Parameter Engine engine;

  private static void record(Casebook book, String run, Sample s) {
    book.record(run, s.page(), s.result(), s.fingerprint());
  }

  private static Sample bad(String host, String capture, int second) {
    return Sample.page("https://" + host + "/").capture(capture, Sample.NOON.plusSeconds(second)).hit("guarantee", "包过", "包过。");
  }

  private static Sample good(String host, String capture, int second) {
    return Sample.page("https://" + host + "/").capture(capture, Sample.NOON.plusSeconds(second)).outcome(Outcome.CLEAR);
  }

  @Test
  void captures_are_held_for_findings_and_cases_that_are_open_or_confirmed_and_for_packages() {
    try (Casebook book = engine.place(folder).open(Sample.CLOCK)) {
      book.startRun("r1");
      for (String host : List.of("open.example", "confirmed.example", "dismissed.example", "package.example", "cleared.example")) {
        record(book, "r1", bad(host, host + "-1", 0));
      }
      record(book, "r1", good("clear.example", "clear-1", 0));
      book.startRun("r2");
      record(book, "r2", bad("open.example", "open.example-2", 60));
      record(book, "r2", good("confirmed.example", "confirmed.example-2", 60));
      record(book, "r2", good("cleared.example", "cleared.example-2", 60));
      book.confirm(fingerprint(book, "confirmed.example"), "甲", "");
      book.dismiss(fingerprint(book, "dismissed.example"), "甲", "不是广告");
      String packed = caseOf(book, "package.example");
      book.addEvidence(
          packed, "package.example-1",
          new EvidencePackage("EV-1", folder.resolve("e.zip"), Sample.NOON, "0".repeat(64), "0".repeat(64)), "甲");
      book.dismissCase(packed, "甲", "不是广告");
      book.dismissCase(caseOf(book, "dismissed.example"), "甲", "不是广告");
      assertEquals(
          Map.of(
              "open.example-1", "问题或案件尚未了结", "open.example-2", "问题或案件尚未了结",
              "confirmed.example-1", "问题已经确认", "confirmed.example-2", "问题已经确认",
              "package.example-1", "已制作证据包",
              "cleared.example-1", "问题或案件尚未了结", "cleared.example-2", "问题或案件尚未了结"),
          book.heldCaptures());
      book.dismissCase(caseOf(book, "cleared.example"), "甲", "已改");
      assertEquals(Set.of("open.example-1", "open.example-2", "confirmed.example-1", "confirmed.example-2", "package.example-1"), book.heldCaptures().keySet());
    }
  }

  private static String fingerprint(Casebook book, String host) {
    return record(book, host).finding().fingerprint();
  }

  private static FindingRecord record(Casebook book, String host) {
    return book.findings(FindingFilter.all()).stream().filter(f -> f.finding().url().getHost().equals(host)).findFirst().orElseThrow();
  }

  private static String caseOf(Casebook book, String host) {
    return record(book, host).caseId().orElseThrow();
  }
}
