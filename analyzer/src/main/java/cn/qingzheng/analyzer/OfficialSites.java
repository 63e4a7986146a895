package cn.qingzheng.analyzer;

import java.net.IDN;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Knows official sites by name and tells which of them an address imitates. */
final class OfficialSites {
  /** What copies put before or after the label that they take: cptabm, zgcpta. */
  private static final int LONGEST_ADDITION = 8;
  private static final int LONG_LABEL = 5;

  /**
   * An address that is like an official one and is not.
   *
   * @param sure whether hardly anybody else would choose it; else it says something beside an official name only
   * @param told in Chinese
   */
  record Resemblance(boolean sure, String told) {}

  private final List<OfficialSite> sites;
  private final Map<String, OfficialSite> byName = new HashMap<>();
  private final Folding folding;

  OfficialSites(List<OfficialSite> sites, Folding folding) {
    this.sites = List.copyOf(sites);
    this.folding = folding;
    sites.forEach(s -> s.names().forEach(n -> byName.putIfAbsent(folding.word(n), s)));
  }

  boolean official(String host) {
    return sites.stream().anyMatch(s -> s.holds(host));
  }

  /** The site whose name it is, folded and without signs; with the rest behind the name, which may be empty. */
  Optional<Map.Entry<OfficialSite, String>> named(String letters) {
    for (int end = letters.length(); end >= 3; end--) {
      OfficialSite site = byName.get(letters.substring(0, end));
      if (site != null) {
        return Optional.of(Map.entry(site, letters.substring(end)));
      }
    }
    return Optional.empty();
  }

  /**
   * Absent for an official host and for one that is like none.
   *
   * @param named the site whose name the page bears, if it is one's: one letter off its short label is enough then
   */
  Optional<Resemblance> resembling(String host, Optional<OfficialSite> named) {
    if (host.isEmpty() || official(host) || host.equals("gov.cn") || host.endsWith(".gov.cn")) {
      return Optional.empty();
    }
    String shown = IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED);
    boolean coded = !shown.equalsIgnoreCase(host);
    List<String> labels = Arrays.stream(shown.split("\\.")).flatMap(l -> Stream.of(l.split("-"))).filter(l -> !l.isEmpty()).toList();
    return labels.stream().flatMap(l -> alike(l, coded, true, named).stream()).findFirst()
        .or(() -> labels.stream().filter(OfficialSites::government).findFirst()
            .map(l -> new Resemblance(true, "网址 " + shown(host, shown) + " 在 gov.cn 之外用“gov”，像政府网站")))
        .or(() -> labels.stream().flatMap(l -> alike(l, coded, false, named).stream()).findFirst())
        .map(r -> new Resemblance(r.sure(), r.told().replace("{host}", shown(host, shown))));
  }

  private static String shown(String host, String unicode) {
    return unicode.equalsIgnoreCase(host) ? host : unicode + "（" + host + "）";
  }

  private static boolean government(String label) {
    return label.equals("gov") || label.equals("govcn") || label.length() >= 5 && label.endsWith("gov");
  }

  private Optional<Resemblance> alike(String label, boolean coded, boolean sure, Optional<OfficialSite> named) {
    for (OfficialSite site : sites) {
      for (String own : site.labels()) {
        boolean close = own.length() >= LONG_LABEL || named.filter(site::equals).isPresent();
        Optional<String> how = sure ? same(label, own, coded) : near(label, own, close);
        if (how.isPresent()) {
          return how.map(h -> new Resemblance(sure, "网址 {host} " + h + "，像“" + site.name() + "”（" + site.host() + "）"));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> same(String label, String own, boolean coded) {
    if (label.equals(own)) {
      return Optional.of("用了“" + own + "”而不在该站域名下");
    }
    return skeleton(label).equals(skeleton(own))
        ? Optional.of(coded ? "用国际化域名中的形近字母写“" + own + "”" : "用形近的字母、数字写“" + own + "”")
        : Optional.empty();
  }

  /** @param close whether one letter off is enough: short labels have too many neighbours */
  private static Optional<String> near(String label, String own, boolean close) {
    boolean holds =
        (label.startsWith(own) || label.endsWith(own)) && label.length() - own.length() <= LONGEST_ADDITION;
    if (holds) {
      return Optional.of("含“" + own + "”");
    }
    return close && oneOff(label, own) ? Optional.of("与“" + own + "”只差一个字母") : Optional.empty();
  }

  /** Letters that look alike become one. */
  private String skeleton(String label) {
    return folding.word(label).replace("rn", "m").replace("vv", "w").replace('0', 'o').replace('1', 'l').replace('i', 'l')
        .replace('5', 's').replace('3', 'e');
  }

  /** One letter other, more or less, or two neighbours turned round. */
  static boolean oneOff(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 1 || a.equals(b)) {
      return false;
    }
    int from = 0;
    while (from < Math.min(a.length(), b.length()) && a.charAt(from) == b.charAt(from)) {
      from++;
    }
    String restA = a.substring(from);
    String restB = b.substring(from);
    if (a.length() != b.length()) {
      return a.length() > b.length() ? restA.substring(1).equals(restB) : restB.substring(1).equals(restA);
    }
    boolean turned =
        restA.length() > 1 && restA.charAt(0) == restB.charAt(1) && restA.charAt(1) == restB.charAt(0)
            && restA.substring(2).equals(restB.substring(2));
    return turned || restA.substring(1).equals(restB.substring(1));
  }
}
