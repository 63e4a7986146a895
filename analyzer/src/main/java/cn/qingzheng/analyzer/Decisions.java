package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.CertificateStanding;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Problems;
import cn.qingzheng.model.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The decision table: family of the term, certificate, promoter and page say what an occurrence is. */
record Decisions(List<Row> rows) {
  /** What a row proposes. */
  enum Result {
    /** A finding. */
    CANDIDATE,
    /** Lawful use; the hit is shown. */
    CLEAR,
    /** No hit at all. */
    IGNORE,
    /** No finding, but a person has to look. */
    REVIEW
  }

  /** The promoter with regard to the certificate in context; FILED if the scope cannot be told. */
  enum Standing {
    UNAPPROVED,
    FILED_IN_SCOPE,
    FILED_OUT_OF_SCOPE,
    FILED,
    ORGAN,
    UNKNOWN
  }

  /** Certificates of a row; empty means any. NONE stands for no certificate in context. */
  record Certificates(boolean none, Set<CertificateStanding> standings) {
    boolean match(Optional<CertificateStanding> standing) {
      return standing.map(s -> standings.contains(s) || (!none && standings.isEmpty()))
          .orElse(none || standings.isEmpty());
    }
  }

  record Row(
      String id, Set<Family> families, Certificates certificates, Set<Standing> promoters, Set<PageKind> pages,
      Result result, Optional<Severity> severity, String why) {
    boolean matches(Family family, Optional<CertificateStanding> certificate, Standing promoter, PageKind page) {
      return (families.isEmpty() || families.contains(family))
          && certificates.match(certificate)
          && (promoters.isEmpty() || promoters.contains(promoter))
          && (pages.isEmpty() || pages.contains(page));
    }

    private boolean catchAll() {
      return families.isEmpty() && !certificates.none() && certificates.standings().isEmpty() && promoters.isEmpty()
          && pages.isEmpty();
    }
  }

  /** The first row that matches; there is one, because the last matches everything. */
  Row decide(Family family, Optional<CertificateStanding> certificate, Standing promoter, PageKind page) {
    return rows.stream().filter(r -> r.matches(family, certificate, promoter, page)).findFirst().orElseThrow();
  }

  static Decisions read(Path file, Problems problems) {
    List<Row> rows = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    YamlMap.read(file, problems).ifPresent(map -> {
      map.onlyKeys(Set.of("schema", "version", "rows", "source", "retrieved"), problems);
      if (!map.requiredText("schema", problems).equals("decisions/1")) {
        map.problem("schema", "不是决策表格式", "请写 schema: decisions/1", problems);
      }
      for (YamlMap row : map.maps("rows", problems)) {
        row(row, ids, problems).ifPresent(rows::add);
      }
      if (rows.isEmpty() || !rows.getLast().catchAll()) {
        map.problem("rows", "决策表最后一行没有包含所有情形", "最后一行各条件请写 any", problems);
      }
    });
    return new Decisions(rows);
  }

  private static Optional<Row> row(YamlMap row, Set<String> ids, Problems problems) {
    row.onlyKeys(
        Set.of("id", "family", "certificate", "promoter", "page", "result", "severity", "why"), problems);
    String id = row.requiredText("id", problems);
    if (!id.isEmpty() && !ids.add(id)) {
      row.problem("id", "决策表行号 " + id + " 重复", "请换一个", problems);
    }
    Optional<Result> result = row.constant("result", Result.class, problems);
    Optional<Severity> severity =
        row.has("severity") ? row.constant("severity", Severity.class, problems) : Optional.empty();
    String why = row.requiredText("why", problems);
    Set<Family> families = constants(row, "family", Family.class, problems);
    Certificates certificates = certificates(row, problems);
    Set<Standing> promoters = constants(row, "promoter", Standing.class, problems);
    Set<PageKind> pages = constants(row, "page", PageKind.class, problems);
    return result.map(r -> new Row(id, families, certificates, promoters, pages, r, severity, why));
  }

  private static Certificates certificates(YamlMap row, Problems problems) {
    List<String> words = row.texts("certificate", problems);
    if (words.contains("none")) {
      return new Certificates(true, words.size() == 1 ? Set.of() : standings(row, words, problems));
    }
    return new Certificates(false, words.equals(List.of("any")) ? Set.of() : standings(row, words, problems));
  }

  private static Set<CertificateStanding> standings(YamlMap row, List<String> words, Problems problems) {
    return parse(row, "certificate", words.stream().filter(w -> !w.equals("none")).toList(),
        CertificateStanding.class, problems);
  }

  private static <E extends Enum<E>> Set<E> constants(YamlMap row, String key, Class<E> type, Problems problems) {
    List<String> words = row.texts(key, problems);
    if (words.isEmpty()) {
      row.problem(key, "缺少“" + key + "”", "不限时请写 any", problems);
    }
    return words.equals(List.of("any")) ? Set.of() : parse(row, key, words, type, problems);
  }

  private static <E extends Enum<E>> Set<E> parse(
      YamlMap row, String key, List<String> words, Class<E> type, Problems problems) {
    Set<E> found = EnumSet.noneOf(type);
    for (String word : words) {
      try {
        found.add(Enum.valueOf(type, word));
      } catch (IllegalArgumentException e) {
        row.problem(key, "“" + key + "”不能是 " + word,
            "可写：any、" + String.join("、", Arrays.stream(type.getEnumConstants()).map(Enum::name).toList()),
            problems);
      }
    }
    return found;
  }
}
