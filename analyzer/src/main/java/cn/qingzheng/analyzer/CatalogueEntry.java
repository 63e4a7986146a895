package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A certificate or occupation as one list has it.
 *
 * @param spellings the name, with and without its bracketed part, and the short names used in advertisements
 */
record CatalogueEntry(
    String name, Set<String> spellings, CertificateStanding standing, Optional<String> code, Validity validity,
    String source) {
  private static final List<String> COLUMNS =
      List.of("name", "standing", "code", "aliases", "department", "valid_from", "valid_to", "source", "note");

  static List<CatalogueEntry> read(Path file, Problems problems) {
    List<CatalogueEntry> entries = new ArrayList<>();
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      String name = row.required("name", problems);
      Optional<CertificateStanding> standing = row.constant("standing", CertificateStanding.class, problems);
      Validity validity = Validity.of(row, problems);
      String source = row.required("source", problems);
      standing.filter(s -> s == CertificateStanding.UNLISTED)
          .ifPresent(s -> row.problem(problems, "目录中的名称不能是 UNLISTED", "请写 COPYCAT 或其他"));
      if (!name.isEmpty() && standing.isPresent()) {
        entries.add(
            new CatalogueEntry(name, spellings(name, row.list("aliases")), standing.get(), row.optional("code"),
                validity, source));
      }
    }
    return entries;
  }

  private static Set<String> spellings(String name, List<String> aliases) {
    Set<String> spellings = new LinkedHashSet<>();
    spellings.add(name);
    int open = firstBracket(name);
    if (open >= 2) {
      spellings.add(name.substring(0, open));
    }
    spellings.addAll(aliases);
    return spellings;
  }

  private static int firstBracket(String name) {
    int wide = name.indexOf('（');
    int narrow = name.indexOf('(');
    return wide < 0 ? narrow : narrow < 0 ? wide : Math.min(wide, narrow);
  }
}
