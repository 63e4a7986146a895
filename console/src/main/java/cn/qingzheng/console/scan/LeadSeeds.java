package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Lead;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts the addresses of leads into a folder of seeds: all of them checked as a scan checks them, or none. */
public final class LeadSeeds {
  private static final String HEAD = "id,name,kind,url,unified_social_credit_code,region,note";

  private LeadSeeds() {}

  /** @param skipped in Chinese, with the reason */
  public record Written(Path file, List<Lead> added, List<String> skipped) {}

  /**
   * Adds a line for each lead with an address that is not in the list yet.
   *
   * @param dir the folder with {@code institutions.csv}
   * @throws cn.qingzheng.model.ProblemsException with every mistake; nothing is written then
   */
  public static Written append(Path dir, List<Lead> leads) throws IOException {
    Path file = dir.resolve("institutions.csv");
    Problems before = new Problems();
    Set<String> known =
        SeedFiles.load(dir, before).seeds().stream().map(s -> address(s.url())).collect(Collectors.toCollection(java.util.HashSet::new));
    before.throwIfAny();
    String text = Files.exists(file) ? Files.readString(file) : HEAD + "\n";
    List<String> columns = columns(file, text, before);
    before.throwIfAny();
    StringBuilder out = new StringBuilder(text.endsWith("\n") ? text : text + "\n");
    List<Lead> added = new ArrayList<>();
    List<String> skipped = new ArrayList<>();
    for (Lead lead : leads) {
      if (lead.content().target().url().isEmpty()) {
        skipped.add(lead.number() + " 没有网址");
      } else if (!known.add(address(lead.content().target().url().get()))) {
        skipped.add(lead.number() + " 的网址已在清单中");
      } else {
        out.append(row(lead, columns)).append('\n');
        added.add(lead);
      }
    }
    if (!added.isEmpty()) {
      replace(dir, file, out.toString());
    }
    return new Written(file, added, skipped);
  }

  /** The new file is read as a scan would before it takes the old one's place. */
  private static void replace(Path dir, Path file, String content) throws IOException {
    Path trial = Files.createTempDirectory("qingzheng-seeds");
    try {
      Files.writeString(trial.resolve("institutions.csv"), content);
      Problems problems = new Problems();
      SeedFiles.load(trial, problems);
      Problems shown = new Problems();
      problems.list().forEach(p -> shown.add(file.toString(), p.line(), p.wrong(), p.advice()));
      shown.throwIfAny();
      Files.createDirectories(dir);
      Path beside = Files.writeString(dir.resolve("institutions.csv.new"), content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(trial.resolve("institutions.csv"));
      Files.deleteIfExists(trial);
    }
  }

  private static List<String> columns(Path file, String text, Problems problems) {
    Optional<String> head = text.replace("\uFEFF", "").lines().filter(l -> !l.isBlank() && !l.startsWith("#")).findFirst();
    if (head.isEmpty()) {
      problems.add(file.toString(), 0, "没有表头", "请按随程序的 seeds/institutions.csv 补上");
    }
    return Arrays.stream(head.orElse("").replace("\"", "").split(",")).map(String::strip).toList();
  }

  private static String row(Lead lead, List<String> columns) {
    Lead.Target t = lead.content().target();
    Map<String, String> cells =
        Map.of(
            "id", lead.number().toLowerCase(Locale.ROOT),
            "name", t.body().or(t::shop).orElse("不明"),
            "kind", "OTHER",
            "url", t.url().orElseThrow().toString(),
            "unified_social_credit_code", t.creditCode().orElse(""),
            "region", lead.content().region(),
            "note", "线索 " + lead.number());
    return columns.stream().map(c -> quoted(cells.getOrDefault(c, ""))).collect(Collectors.joining(","));
  }

  private static String quoted(String cell) {
    return cell.isEmpty() ? "" : '"' + cell.replace("\"", "\"\"").replaceAll("\\R", " ") + '"';
  }

  private static String address(URI url) {
    String path = url.getRawPath() == null ? "" : url.getRawPath().replaceFirst("/+$", "");
    return String.valueOf(url.getHost()).toLowerCase(Locale.ROOT).replaceFirst("^www\\.", "") + ":" + url.getPort() + path + "?" + url.getRawQuery();
  }
}
