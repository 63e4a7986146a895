package cn.qingzheng.crawler.seed;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code approvals.csv}: one line per written decision by which a seed may go on where a crawl stops by itself.
 * Each takes a legal basis, a document number, two different names and a last day.
 */
final class ApprovalFile {
  private static final List<String> COLUMNS =
      List.of("seed", "subject", "legal_basis", "document_no", "approved_by", "second_approver", "expires");

  private ApprovalFile() {}

  /**
   * @param ids of all seeds and connectors, also of those that have mistakes
   * @param connectors their ids; what they may do against robots.txt stands in their own files
   */
  static Map<String, List<CrawlApproval>> read(Path file, Set<String> ids, Set<String> connectors, Problems problems) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Map<String, List<CrawlApproval>> approvals = new LinkedHashMap<>();
    for (Row row : Table.csv(file, COLUMNS, problems).rows()) {
      String seed = row.required("seed", problems);
      if (!seed.isEmpty() && !ids.contains(seed)) {
        row.problem(problems, "没有编号为 " + seed + " 的机构或连接器", "请写 institutions.csv 或连接器中的编号");
      }
      if (connectors.contains(seed) && row.text("subject").equals("ROBOTS")) {
        row.problem(problems, "连接器 " + seed + " 的批准写错了地方", "请写在它自己文件的 compliance.robots_override");
      }
      approval(row, problems).ifPresent(a -> approvals.computeIfAbsent(seed, k -> new ArrayList<>()).add(a));
    }
    return approvals;
  }

  private static Optional<CrawlApproval> approval(Row row, Problems problems) {
    int before = problems.list().size();
    Optional<CrawlApproval.Subject> subject = row.constant("subject", CrawlApproval.Subject.class, problems);
    String basis = row.required("legal_basis", problems);
    String document = row.required("document_no", problems);
    String first = row.required("approved_by", problems);
    String second = row.required("second_approver", problems);
    if (!first.isEmpty() && first.equals(second)) {
      row.problem(problems, "两名批准人不能是同一人", "请写另一名批准人");
    }
    Optional<LocalDate> expires = row.date("expires", problems);
    if (row.text("expires").isEmpty()) {
      row.problem(problems, "缺少批准的截止日期", "请写成 2026-11-23 的形式");
    }
    return problems.list().size() > before
        ? Optional.empty()
        : Optional.of(new CrawlApproval(subject.orElseThrow(), basis, document, first, second, expires.orElseThrow()));
  }
}
