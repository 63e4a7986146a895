package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that rule editors write: packs, variants, folding, gazetteers, catalogues, statutes, weights, cues. */
public final class Wordlists {
  private final List<Rule> rules;
  private final Language language;
  private final Judging judging;

  /** How things are written and called. */
  record Language(
      List<Variant> variants, List<CharFold> folds, List<Split> splits, List<Split> similar, List<Spun> spun,
      Gazetteer gazetteer, List<CatalogueEntry> catalogues, List<Cue> cues, List<OfficialSite> officialSites) {}

  /** A character written as its parts (亻呆 for 保) or as one that looks like it (句 for 包). */
  record Split(String parts, String letter) {}

  /** How occurrences are judged. */
  record Judging(Statutes statutes, Decisions decisions, Scoring scoring, Senses senses) {}

  private Wordlists(List<Rule> rules, Language language, Judging judging) {
    this.rules = List.copyOf(rules);
    this.language = language;
    this.judging = judging;
  }

  /**
   * Reads the folder {@code wordlists}. All mistakes are added to {@code problems}, with file and line; the result
   * is fit for use only if there are none. No rule or no term at all is a mistake, too.
   */
  public static Wordlists load(Path dir, Problems problems) {
    Statutes statutes = Statutes.read(dir.resolve("statutes.tsv"), problems);
    PackReader packs = new PackReader(statutes.ids(), problems);
    List<Rule> rules = files(dir.resolve("packs"), ".yaml", problems).stream().flatMap(f -> packs.read(f).stream()).toList();
    if (packs.termless()) {
      problems.add(dir.resolve("packs").toString(), 0, "没有任何词条，检查将毫无意义", "请放入至少一个规则包");
    }
    Language language =
        new Language(
            variants(dir, packs::mayHave, problems),
            CharFold.read(dir.resolve("folding/chars.tsv"), problems),
            splits(dir.resolve("folding/splits.tsv"), problems),
            splits(dir.resolve("folding/similar.tsv"), problems),
            Spun.read(dir.resolve("folding/spun.tsv"), problems),
            gazetteer(dir.resolve("gazetteer"), packs::mayHave, problems),
            all(dir.resolve("catalogues"), CatalogueEntry::read, problems),
            cues(dir, problems),
            OfficialSite.read(dir.resolve("official-sites.tsv"), problems));
    Judging judging =
        new Judging(statutes, Decisions.read(dir.resolve("decisions.yaml"), problems),
            Scoring.read(dir.resolve("scoring.yaml"), problems), senses(dir.resolve("senses"), packs::mayHave, problems));
    return new Wordlists(rules, language, judging);
  }

  private static List<Variant> variants(Path dir, Predicate<String> terms, Problems problems) {
    Parts parts = Parts.read(dir.resolve("phrases/parts.tsv"), problems);
    List<Variant> variants = new ArrayList<>(Variant.read(dir.resolve("variants.tsv"), parts, terms, problems));
    variants.addAll(Variant.read(dir.resolve("phrases/turns.tsv"), parts, terms, problems));
    return variants;
  }

  private static Senses senses(Path dir, Predicate<String> terms, Problems problems) {
    return Senses.read(dir.resolve("senses.tsv"), PersonNames.read(dir.resolve("person-names.tsv"), problems), terms, problems);
  }

  private static List<Split> splits(Path file, Problems problems) {
    List<Split> splits = new ArrayList<>();
    for (Row row : Table.tsv(file, List.of("parts", "letter", "note"), problems).rows()) {
      String letter = row.required("letter", problems);
      if (letter.codePointCount(0, letter.length()) != 1) {
        row.problem(problems, "“letter”应为一个字：" + letter, "请只写一个字");
      }
      splits.add(new Split(row.required("parts", problems), letter));
    }
    return splits;
  }

  private static List<Cue> cues(Path dir, Problems problems) {
    return Stream.of("cues.tsv", "cues-pages.tsv").flatMap(f -> Cue.read(dir.resolve(f), problems).stream()).toList();
  }

  private static Gazetteer gazetteer(Path dir, Predicate<String> terms, Problems problems) {
    List<Gazetteer.Name> names = new ArrayList<>();
    for (Path file : files(dir, ".tsv", problems)) {
      if (!file.endsWith("organ-hosts.tsv")) {
        names.addAll(Gazetteer.readNames(file, terms, problems));
      }
    }
    return new Gazetteer(names, Gazetteer.readHosts(dir.resolve("organ-hosts.tsv"), problems));
  }

  private static <T> List<T> all(Path dir, BiFunction<Path, Problems, List<T>> reader, Problems problems) {
    return files(dir, ".tsv", problems).stream().flatMap(f -> reader.apply(f, problems).stream()).toList();
  }

  private static List<Path> files(Path dir, String suffix, Problems problems) {
    try (Stream<Path> list = Files.list(dir)) {
      List<Path> files = list.filter(f -> f.toString().endsWith(suffix)).sorted().toList();
      if (files.isEmpty()) {
        problems.add(dir.toString(), 0, "文件夹中没有 *" + suffix + " 文件", "请放入数据文件");
      }
      return files;
    } catch (IOException e) {
      problems.add(dir.toString(), 0, "无法读取文件夹：" + e.getMessage(), "请检查路径");
      return List.of();
    }
  }

  /** Ids of all rules, sorted. */
  public Set<String> ruleIds() {
    return rules.stream().map(Rule::id).collect(Collectors.toCollection(TreeSet::new));
  }

  /** All terms as written in the packs. */
  public Set<String> terms() {
    return rules.stream().flatMap(r -> r.terms().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /** {@code id@version} of all packs. */
  public List<String> packs() {
    return rules.stream().map(r -> r.pack().label()).distinct().toList();
  }

  List<Rule> rules() {
    return rules;
  }

  Language language() {
    return language;
  }

  Judging judging() {
    return judging;
  }
}
