package cn.qingzheng.console.demo;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is really on the sample web, page by page, and what a scan made of it.
 *
 * @param pages by address
 */
public record ExpectedPages(Map<String, Expected> pages) {
  public ExpectedPages {
    pages = Map.copyOf(pages);
  }

  /** What should become of a page. */
  public enum Kind {
    VIOLATION,
    CLEAN,
    MENTION,
    BLOCKED,
    FAILS,
    /** Only a picture shows it: nothing is expected of reading text. */
    IMAGE,
    /** Only after scripts ran. */
    SCRIPT,
    /** A platform's list of results: read for its links, not kept; each item has a row of its own. */
    RESULTS,
    /** Leads to a page that has a row of its own. */
    REDIRECT
  }

  /** @param terms that should be proposed at least */
  public record Expected(Kind kind, Set<String> terms) {}

  /**
   * @param planted pages with something to find, as far as they can be read here
   * @param found of these, how many have every term proposed
   * @param clean captured pages on which nothing may be proposed
   * @param disagreements one line each, in Chinese
   */
  public record Comparison(int planted, int found, int clean, int falselyAccused, List<String> disagreements) {
    public Comparison {
      disagreements = List.copyOf(disagreements);
    }
  }

  /** Reads {@code expected.tsv}. */
  public static ExpectedPages load(Path file, Problems problems) {
    Map<String, Expected> pages = new HashMap<>();
    for (Row row : Table.tsv(file, List.of("url", "expect", "terms", "note"), problems).rows()) {
      row.constant("expect", Kind.class, problems)
          .ifPresent(kind -> pages.put(row.required("url", problems), new Expected(kind, Set.copyOf(row.list("terms")))));
    }
    return new ExpectedPages(pages);
  }

  /** These pages with the changes of another list. */
  public ExpectedPages changed(ExpectedPages changes) {
    Map<String, Expected> all = new HashMap<>(pages);
    all.putAll(changes.pages());
    return new ExpectedPages(all);
  }

  /**
   * Compares with what the casebook holds after a run.
   *
   * @param scripts whether a browser ran scripts
   */
  public Comparison compare(Casebook casebook, String runId, boolean scripts) {
    Map<String, Set<String>> proposed = proposed(casebook);
    Set<String> captured = new HashSet<>();
    casebook.pages(runId).stream().map(PageRecord::url).forEach(url -> captured.add(url.toString()));
    List<String> wrong = new ArrayList<>();
    int planted = 0;
    int found = 0;
    int clean = 0;
    int accused = 0;
    for (Map.Entry<String, Expected> e : new java.util.TreeMap<>(pages).entrySet()) {
      Set<String> terms = proposed.getOrDefault(e.getKey(), Set.of());
      Expected expected = e.getValue();
      if (expected.kind() == Kind.VIOLATION || scripts && expected.kind() == Kind.SCRIPT) {
        planted++;
        List<String> missed = expected.terms().stream().filter(t -> !covers(terms, t)).sorted().toList();
        if (missed.isEmpty()) {
          found++;
        } else {
          wrong.add("漏报 " + e.getKey() + "：" + String.join("、", missed) + (captured.contains(e.getKey()) ? "" : "（未采集到）"));
        }
      } else if (expected.kind() == Kind.CLEAN || expected.kind() == Kind.MENTION) {
        clean += captured.contains(e.getKey()) ? 1 : 0;
        if (!terms.isEmpty()) {
          accused++;
          wrong.add("误报 " + e.getKey() + "：" + String.join("、", terms.stream().sorted().toList()));
        }
      } else if (expected.kind() == Kind.BLOCKED && captured.contains(e.getKey())) {
        wrong.add("不应采集 " + e.getKey());
      }
    }
    return new Comparison(planted, found, clean, accused, wrong);
  }

  /** A longer term that holds the planted one says it too. */
  private static boolean covers(Set<String> proposed, String term) {
    return proposed.stream().anyMatch(p -> p.equals(term) || p.contains(term));
  }

  private static Map<String, Set<String>> proposed(Casebook casebook) {
    Map<String, Set<String>> terms = new HashMap<>();
    for (FindingRecord r : casebook.findings(FindingFilter.all().present(true))) {
      Hit.Match match = r.finding().hit().match();
      Set<String> here = terms.computeIfAbsent(r.finding().url().toString(), u -> new HashSet<>());
      here.add(match.term());
      here.addAll(match.alternatives());
    }
    return terms;
  }
}
