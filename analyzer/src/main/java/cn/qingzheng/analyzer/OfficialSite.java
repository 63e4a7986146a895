package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A site of an organ, or one where certificates are really looked up.
 *
 * @param names what it calls itself, the full name first
 * @param host as a suffix: its sub-domains belong to it
 * @param labels parts of its address that nobody else has reason to use; lower-case letters and digits
 */
record OfficialSite(List<String> names, String host, List<String> labels) {
  private static final List<String> COLUMNS = List.of("name", "aliases", "host", "labels", "source", "note");

  String name() {
    return names.getFirst();
  }

  /** Whether a host is this site or lies under it. */
  boolean holds(String other) {
    return other.equals(host) || other.endsWith("." + host);
  }

  static List<OfficialSite> read(Path file, Problems problems) {
    List<OfficialSite> sites = new ArrayList<>();
    Set<String> hosts = new HashSet<>();
    for (Row row : Table.tsv(file, COLUMNS, problems).rows()) {
      String name = row.required("name", problems);
      String host = row.required("host", problems).toLowerCase(Locale.ROOT);
      row.required("source", problems);
      if (!host.isEmpty() && !host.matches("[a-z0-9-]+(\\.[a-z0-9-]+)+")) {
        row.problem(problems, "“host”只写主机名：" + host, "例如 cpta.com.cn");
      } else if (!hosts.add(host)) {
        row.problem(problems, "官方网站重复：" + host, "请删去一行");
      }
      List<String> labels = row.list("labels");
      labels.stream().filter(l -> !l.matches("[a-z0-9]{4,}")).forEach(
          l -> row.problem(problems, "“labels”中的 " + l + " 太短或含其他字符", "请写四个以上小写字母或数字，例如 cpta"));
      List<String> names = new ArrayList<>(List.of(name));
      names.addAll(row.list("aliases"));
      sites.add(new OfficialSite(List.copyOf(names), host, labels));
    }
    if (sites.isEmpty()) {
      problems.add(file.toString(), 0, "没有任何官方网站", "请至少写一行");
    }
    return sites;
  }
}
