package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.FilingKind;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Who is filed or licensed, as imported from the authority's list. Safe for several threads. */
public final class FilingRegistry {
  private static final List<String> COLUMNS =
      List.of("name", "unified_social_credit_code", "kind", "filing_organ", "filing_no", "occupations", "valid_from",
          "valid_to", "sites", "accounts", "status");
  private static final Map<String, FilingKind> KINDS =
      Map.of("评价机构", FilingKind.SKILL_LEVEL_ASSESSMENT, "职业资格鉴定机构", FilingKind.QUALIFICATION_ASSESSMENT, "培训机构",
          FilingKind.TRAINING, "行政机关", FilingKind.ORGAN);
  private static final Set<String> STANDINGS = Set.of("有效", "暂停", "终止", "注销", "撤销");
  private static final List<String> COMPANY_ENDS = List.of("有限责任公司", "股份有限公司", "有限公司", "公司");

  private final boolean complete;
  private final List<Filing> filings;
  private final Map<String, List<Filing>> byCode = new HashMap<>();
  private final Map<String, List<Filing>> bySite = new HashMap<>();
  private final Map<String, List<Filing>> byName = new HashMap<>();
  private final Map<String, List<Filing>> byShortName = new HashMap<>();
  private final Map<String, List<Filing>> byNumber = new HashMap<>();

  private FilingRegistry(List<Filing> filings, boolean complete) {
    this.complete = complete;
    this.filings = List.copyOf(filings);
    for (Filing f : filings) {
      if (!f.creditCode().isEmpty()) {
        add(byCode, f.creditCode(), f);
      }
      f.sites().forEach(s -> add(bySite, s, f));
      add(byName, exact(f.name()), f);
      add(byShortName, normalised(f.name()), f);
      if (!numberKey(f.number()).isEmpty()) {
        add(byNumber, numberKey(f.number()), f);
      }
    }
  }

  private static void add(Map<String, List<Filing>> map, String key, Filing filing) {
    map.computeIfAbsent(key, k -> new ArrayList<>()).add(filing);
  }

  /** Reads a registry that may lack bodies: who is not found is unknown, not unapproved. */
  public static FilingRegistry load(Path csv, Problems problems) {
    return load(csv, false, problems);
  }

  /**
   * Reads a registry.
   *
   * @param complete whether it is the full list; then an identified body that is not on it is not filed
   */
  public static FilingRegistry load(Path csv, boolean complete, Problems problems) {
    List<Filing> filings = new ArrayList<>();
    int before = problems.list().size();
    for (Row row : Table.csv(csv, COLUMNS, problems).rows()) {
      filing(row, problems).ifPresent(filings::add);
    }
    if (filings.isEmpty() && problems.list().size() == before) {
      problems.add(csv.toString(), 0, "备案名录没有任何机构", "请至少写一行，或在配置中去掉名录");
    }
    return new FilingRegistry(filings, complete);
  }

  private static Optional<Filing> filing(Row row, Problems problems) {
    String name = row.required("name", problems);
    String code = row.text("unified_social_credit_code").toUpperCase(Locale.ROOT);
    if (!code.isEmpty() && !CreditCode.valid(code)) {
      row.problem(problems, "统一社会信用代码校验不符：" + code, "请核对 18 位代码（GB 32100-2015）");
    }
    String kind = row.required("kind", problems);
    if (!kind.isEmpty() && !KINDS.containsKey(kind)) {
      row.problem(problems, "“kind”不能是 " + kind, "可写：评价机构、职业资格鉴定机构、培训机构、行政机关");
    }
    String standing = row.optional("status").orElse("有效");
    if (!STANDINGS.contains(standing)) {
      row.problem(problems, "“status”不能是 " + standing, "可写：有效、暂停、终止、注销、撤销");
    }
    Validity validity = Validity.of(row, problems);
    List<Filing.Occupation> occupations = occupations(row, problems);
    List<String> sites = parts(row.text("sites")).stream().map(FilingRegistry::host).toList();
    if (name.isEmpty() || !KINDS.containsKey(kind)) {
      return Optional.empty();
    }
    return Optional.of(
        new Filing(name, code, KINDS.get(kind), row.text("filing_organ"), row.text("filing_no"), occupations, validity,
            sites, standing));
  }

  private static List<Filing.Occupation> occupations(Row row, Problems problems) {
    List<Filing.Occupation> occupations = new ArrayList<>();
    for (String part : parts(row.text("occupations"))) {
      List<String> words = Arrays.asList(part.split("\\s+"));
      boolean coded = words.get(0).chars().allMatch(c -> c == '-' || Character.isDigit(c));
      if (coded && words.size() >= 2) {
        occupations.add(new Filing.Occupation(words.get(0), words.get(1), words.size() > 2 ? words.get(2) : ""));
      } else if (!coded) {
        occupations.add(new Filing.Occupation("", words.get(0), words.size() > 1 ? words.get(1) : ""));
      } else {
        row.problem(problems, "职业写法不对：" + part, "请写成 4-14-02-02 健康管理师 3-1");
      }
    }
    return occupations;
  }

  private static List<String> parts(String cell) {
    return Arrays.stream(cell.split("[;；|]")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static String host(String site) {
    String bare = site.toLowerCase(Locale.ROOT).replaceFirst("^[a-z]+://", "").replaceFirst("[/?#:].*$", "");
    return bare.startsWith("www.") ? bare.substring(4) : bare;
  }

  /** Whether it is said to be the full list. */
  public boolean complete() {
    return complete;
  }

  /** Rows read. */
  public int size() {
    return filings.size();
  }

  /** In the order of the file. */
  List<Filing> filings() {
    return filings;
  }

  List<Filing> byCode(String code) {
    return byCode.getOrDefault(code.toUpperCase(Locale.ROOT), List.of());
  }

  List<Filing> bySite(String host) {
    String bare = host(host);
    List<Filing> found = bySite.getOrDefault(bare, List.of());
    int dot = bare.indexOf('.');
    return found.isEmpty() && dot > 0 && bare.indexOf('.', dot + 1) > 0 ? bySite(bare.substring(dot + 1)) : found;
  }

  List<Filing> byExactName(String name) {
    return byName.getOrDefault(exact(name), List.of());
  }

  /** By the name without brackets, company form and region; nothing if that fits two bodies. */
  List<Filing> byNormalisedName(String name) {
    List<Filing> found = byShortName.getOrDefault(normalised(name), List.of());
    return found.stream().map(Filing::name).distinct().count() > 1 ? List.of() : found;
  }

  /** By the number of the filing or licence, of which letters and digits count. */
  List<Filing> byNumber(String number) {
    return byNumber.getOrDefault(numberKey(number), List.of());
  }

  /** Whether it knows numbers of bodies of one of these kinds; else it can say nothing of theirs. */
  boolean numbers(Set<FilingKind> kinds) {
    return filings.stream().anyMatch(f -> kinds.contains(f.kind()) && !f.number().isEmpty());
  }

  /** Whether two names are one body's, brackets, company form and region aside. */
  static boolean sameName(String a, String b) {
    return exact(a).equals(exact(b)) || normalised(a).equals(normalised(b));
  }

  static String numberKey(String number) {
    return Normalizer.normalize(number, Normalizer.Form.NFKC).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  private static String exact(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKC).replaceAll("\\s+", "");
  }

  private static String normalised(String name) {
    String bare = exact(name).replaceAll("[()\\[\\]【】]", "");
    for (String end : COMPANY_ENDS) {
      if (bare.endsWith(end)) {
        bare = bare.substring(0, bare.length() - end.length());
        break;
      }
    }
    return bare.replaceFirst("^[^省市区县]{2,7}(省|自治区)", "").replaceFirst("^[^市区县]{2,6}市", "");
  }
}
