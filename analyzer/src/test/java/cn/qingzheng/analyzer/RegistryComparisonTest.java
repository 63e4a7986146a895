package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryComparisonTest {
  private static final String HEAD =
      "name,unified_social_credit_code,kind,filing_organ,filing_no,occupations,valid_from,valid_to,sites,accounts,status\n";

  @TempDir Path folder;

  private FilingRegistry registry(String name, String rows) throws IOException {
    Problems problems = new Problems();
    FilingRegistry registry = FilingRegistry.load(Files.writeString(folder.resolve(name), HEAD + rows), problems);
    problems.throwIfAny();
    return registry;
  }

  private static RegistryComparison.Body body(String name, String host) {
    return new RegistryComparison.Body(name, Optional.empty(), Optional.of(host).filter(h -> !h.isEmpty()));
  }

  @Test
  void what_comes_goes_and_changes_is_told_and_who_fits_nothing() throws IOException {
    FilingRegistry old =
        registry(
            "old.csv",
            """
            岚川评价中心,,评价机构,岚川市人社局,S1,4-14-02-02 健康管理师 3-1,2024-01-01,2026-12-31,,,有效
            海清培训学校,,培训机构,海清市人社局,P2,,,,,,有效
            """);
    FilingRegistry now =
        registry(
            "now.csv",
            """
            岚川评价中心,,评价机构,岚川市人社局,S1,4-14-02-02 健康管理师 3-1,2024-01-01,2026-12-31,,,注销
            岚川市明德职业培训有限公司,,培训机构,岚川市人社局,P3,,,,mingde.example,,有效
            """);
    RegistryComparison c =
        RegistryComparison.of(
            Optional.of(old), now,
            List.of(
                body("岚川评价中心", ""), body("别名", "www.mingde.example"), body("明德职业培训", ""), body("启航培训", "qihang.example")));
    assertEquals(List.of("岚川市明德职业培训有限公司（培训机构，P3）"), c.added());
    assertEquals(List.of("海清培训学校（培训机构，P2）"), c.removed());
    assertEquals(List.of("岚川评价中心：状态 有效 → 注销"), c.changed());
    assertEquals(List.of("启航培训"), c.unmatched());
    assertEquals(List.of("明德职业培训 → 岚川市明德职业培训有限公司"), c.doubtful());
  }
}
