package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Names and phrases that make a term inside them harmless, state organs, and hosts of organs and newspapers. */
record Gazetteer(List<Name> names, List<Host> hosts) {
  enum NameKind {
    LAWFUL_NAME,
    PHRASE,
    LAW_TITLE,
    PLACE,
    ORGAN,
    COLLOCATION,
    /** Ends a name that begins with one of the covered terms: 全国…大赛. Only endings that no seller of certificates takes. */
    ENDING
  }

  /** @param covers the terms inside that are harmless; empty for all */
  record Name(String text, NameKind kind, Set<String> covers, Validity validity) {}

  record Host(String suffix, String organ, boolean news) {}

  private static final List<String> COLUMNS =
      List.of("name", "kind", "covers", "valid_from", "valid_to", "source", "note");

  /** @param terms whether a pack has a term; what no pack has cannot be covered */
  static List<Name> readNames(Path file, Predicate<String> terms, Problems problems) {
    List<Name> names = new ArrayList<>();
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      String text = row.required("name", problems);
      Optional<NameKind> kind = row.constant("kind", NameKind.class, problems);
      Validity validity = Validity.of(row, problems);
      row.list("covers").stream().filter(terms.negate())
          .forEach(t -> row.problem(problems, "规则包中没有词条 " + t, "“covers”请写规则包中的词条"));
      if (!text.isEmpty() && kind.isPresent()) {
        names.add(new Name(text, kind.get(), Set.copyOf(row.list("covers")), validity));
      }
    }
    return names;
  }

  static List<Host> readHosts(Path file, Problems problems) {
    List<Host> hosts = new ArrayList<>();
    for (Row row : Table.tsv(file, List.of("host", "organ", "note"), problems).rows()) {
      String host = row.required("host", problems).toLowerCase(Locale.ROOT);
      if (host.contains("/") || host.contains(":")) {
        row.problem(problems, "“host”只写主机名：" + host, "例如 gov.cn");
      }
      hosts.add(new Host(host, row.required("organ", problems), row.text("note").contains("新闻")));
    }
    return hosts;
  }

  /** The entry for a host or a host above it. */
  Optional<Host> host(String host) {
    return hosts.stream()
        .filter(h -> !host.isEmpty() && (host.equals(h.suffix()) || host.endsWith("." + h.suffix())))
        .findFirst();
  }
}
