package cn.qingzheng.analyzer;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a new filing registry would change, in Chinese, for whoever is to take it into use.
 *
 * @param added filings that the registry in use lacks
 * @param removed filings that only the registry in use has
 * @param changed filings that are otherwise than before, and how
 * @param unmatched bodies that no filing fits
 * @param doubtful bodies that fit a filing by a shortened name alone
 */
public record RegistryComparison(
    List<String> added, List<String> removed, List<String> changed, List<String> unmatched, List<String> doubtful) {
  public RegistryComparison {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    changed = List.copyOf(changed);
    unmatched = List.copyOf(unmatched);
    doubtful = List.copyOf(doubtful);
  }

  /** Somebody who is known from elsewhere. @param host of a web site of his */
  public record Body(String name, Optional<String> creditCode, Optional<String> host) {
    public Body {
      Objects.requireNonNull(name);
      Objects.requireNonNull(creditCode);
      Objects.requireNonNull(host);
    }
  }

  /** @param old the registry in use; absent if there is none */
  public static RegistryComparison of(Optional<FilingRegistry> old, FilingRegistry now, List<Body> bodies) {
    Map<String, Filing> before = old.map(RegistryComparison::byIdentity).orElse(Map.of());
    Map<String, Filing> after = byIdentity(now);
    List<String> unmatched = new ArrayList<>();
    List<String> doubtful = new ArrayList<>();
    for (Body body : bodies.stream().distinct().toList()) {
      if (known(now, body)) {
        continue;
      }
      List<Filing> near = now.byNormalisedName(body.name());
      if (near.isEmpty()) {
        unmatched.add(shown(body));
      } else {
        doubtful.add(shown(body) + " → " + near.get(0).name());
      }
    }
    return new RegistryComparison(
        after.entrySet().stream().filter(e -> !before.containsKey(e.getKey())).map(e -> shown(e.getValue())).toList(),
        before.entrySet().stream().filter(e -> !after.containsKey(e.getKey())).map(e -> shown(e.getValue())).toList(),
        after.entrySet().stream()
            .filter(e -> before.containsKey(e.getKey()))
            .flatMap(e -> change(before.get(e.getKey()), e.getValue()).stream())
            .toList(),
        unmatched, doubtful);
  }

  private static boolean known(FilingRegistry registry, Body body) {
    return body.creditCode().filter(code -> !registry.byCode(code).isEmpty()).isPresent()
        || body.host().filter(host -> !registry.bySite(host).isEmpty()).isPresent()
        || !registry.byExactName(body.name()).isEmpty();
  }

  /** A body may hold several filings; of the same kind and number there is one, of several rows the last counts. */
  private static Map<String, Filing> byIdentity(FilingRegistry registry) {
    Map<String, Filing> filings = new LinkedHashMap<>();
    for (Filing f : registry.filings()) {
      String who = f.creditCode().isEmpty() ? f.name() : f.creditCode();
      filings.put(who + " " + f.kind() + " " + FilingRegistry.numberKey(f.number()), f);
    }
    return filings;
  }

  private static Optional<String> change(Filing a, Filing b) {
    String changes =
        Stream.of(
                changed("名称", a.name(), b.name()),
                changed("状态", a.standing(), b.standing()),
                changed("有效期", span(a), span(b)),
                changed("职业", occupations(a), occupations(b)),
                changed("网站", String.join("、", a.sites()), String.join("、", b.sites())),
                changed("备案机关", a.organ(), b.organ()))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("；"));
    return changes.isEmpty() ? Optional.empty() : Optional.of(b.name() + "：" + changes);
  }

  private static Optional<String> changed(String what, String a, String b) {
    return a.equals(b) ? Optional.empty() : Optional.of(what + " " + (a.isEmpty() ? "空" : a) + " → " + (b.isEmpty() ? "空" : b));
  }

  private static String span(Filing f) {
    return f.validity().from().map(Object::toString).orElse("") + "至" + f.validity().to().map(Object::toString).orElse("长期");
  }

  private static String occupations(Filing f) {
    return f.occupations().stream()
        .map(o -> Stream.of(o.code(), o.name(), o.levels()).filter(s -> !s.isEmpty()).collect(Collectors.joining(" ")))
        .collect(Collectors.joining("、"));
  }

  private static String shown(Filing f) {
    return f.name() + "（" + f.kind().label() + (f.number().isEmpty() ? "" : "，" + f.number()) + "）";
  }

  private static String shown(Body body) {
    return body.name() + body.creditCode().map(c -> "（" + c + "）").orElse("");
  }
}
