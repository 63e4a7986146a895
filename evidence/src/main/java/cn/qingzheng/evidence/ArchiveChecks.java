package cn.qingzheng.evidence;

import cn.qingzheng.evidence.Checks.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The WACZ in {@code data/}: archive, index, page list and datapackage. */
final class ArchiveChecks {
  private final OpenBag bag;
  private final WarcFile warc;

  ArchiveChecks(OpenBag bag, WarcFile warc) {
    this.bag = bag;
    this.warc = warc;
  }

  void run(Checks checks) {
    checks.run("warc", "网页归档（WARC）", this::warc);
    checks.run("cdx", "归档索引", this::cdx);
    checks.run("pages", "网页列表", this::pages);
    checks.run("datapackage", "WACZ 清单", this::datapackage);
  }

  private void warc(Findings findings) {
    warc.allProblems().forEach(p -> findings.problem(BagLayout.WARC + " " + Checks.printable(p)));
    List<WarcEntry> entries = warc.entries();
    findings.require(!entries.isEmpty() && entries.get(0).type().equals("warcinfo"), BagLayout.WARC + " 的首条不是 warcinfo");
    findings.require(
        entries.stream().anyMatch(e -> e.type().equals("response") || e.resource()), BagLayout.WARC + " 中没有响应记录或导入的原件，什么也没有核对");
    Set<String> ids = new HashSet<>();
    entries.forEach(e -> findings.require(ids.add(e.id()), BagLayout.WARC + " 中的记录编号重复：" + Checks.printable(e.id())));
    findings.detail(entries.size() + " 条记录");
  }

  private void cdx(Findings findings) throws IOException {
    String text = bag.text(BagLayout.CDX);
    List<String> lines = text.lines().toList();
    findings.require(
        lines.stream().sorted(BagLayout.ORDER).toList().equals(lines), BagLayout.CDX + " 的行序被改动");
    Map<String, JsonNode> byOffset = new HashMap<>();
    for (String line : lines) {
      readLine(line, findings).ifPresent(fields ->
          findings.require(
              byOffset.putIfAbsent(fields.path("offset").asString(""), fields) == null,
              BagLayout.CDX + " 中有重复的行"));
    }
    List<WarcEntry> indexed = warc.entries().stream().filter(WarcEntry::indexed).toList();
    for (WarcEntry e : indexed) {
      JsonNode found = byOffset.remove(Integer.toString(e.member().offset()));
      findings.require(
          CdxIndex.fields(e).equals(found),
          BagLayout.CDX + " 与归档中偏移 " + e.member().offset() + " 的记录不符");
    }
    byOffset.keySet().forEach(o -> findings.problem(BagLayout.CDX + " 指向不存在的记录，偏移 " + Checks.printable(o)));
    findings.require(!indexed.isEmpty(), BagLayout.CDX + " 没有可核对的记录");
    findings.detail(indexed.size() + " 行，均指向归档中的记录");
  }

  private static Optional<JsonNode> readLine(String line, Findings findings) {
    String[] parts = line.split(" ", 3);
    try {
      if (parts.length == 3 && parts[1].matches("[0-9]{14}")) {
        return Optional.of(Json.read(parts[2]));
      }
    } catch (JacksonException e) {
      // Told below, as any other line that is none.
    }
    findings.problem(BagLayout.CDX + " 中有无法读取的行");
    return Optional.empty();
  }

  private void pages(Findings findings) throws IOException {
    List<String> lines = bag.text(BagLayout.PAGES).lines().toList();
    findings.require(lines.size() == 2, BagLayout.PAGES + " 应有格式行和一个网页");
    try {
      String format = lines.isEmpty() ? "" : Json.read(lines.get(0)).path("format").asString("");
      findings.require(format.equals("json-pages-1.0"), BagLayout.PAGES + " 的格式行不符");
      String url = lines.size() < 2 ? "" : Json.read(lines.get(1)).path("url").asString("");
      String expected = bag.json(BagLayout.CAPTURE).path("address").path("final").asString("");
      findings.require(url.equals(expected) && !url.isEmpty(), BagLayout.PAGES + " 的网址与 capture.json 不同");
      findings.detail(Checks.printable(url));
    } catch (JacksonException e) {
      findings.problem(BagLayout.PAGES + " 不是有效的 JSON 行");
    }
  }

  private void datapackage(Findings findings) throws IOException {
    String said = bag.json(BagLayout.DATAPACKAGE_DIGEST).path("hash").asString("");
    Digests own = bag.digests().get(BagLayout.DATAPACKAGE);
    findings.require(
        own != null && said.equals("sha256:" + own.sha256()), BagLayout.DATAPACKAGE + " 与 datapackage-digest.json 不符");
    Set<String> missing = new HashSet<>(bag.digests().keySet());
    missing.removeIf(p -> !BagLayout.isPayload(p));
    missing.removeAll(Arrays.asList(BagLayout.DATAPACKAGE, BagLayout.DATAPACKAGE_DIGEST));
    List<String> seen = new ArrayList<>();
    for (JsonNode resource : bag.json(BagLayout.DATAPACKAGE).path("resources").values()) {
      String path = BagLayout.PAYLOAD + resource.path("path").asString("");
      Digests d = bag.digests().get(path);
      boolean matches = d != null && resource.path("hash").asString("").equals("sha256:" + d.sha256())
          && resource.path("bytes").asLong(-1) == d.size();
      findings.require(matches, Checks.printable(path) + " 与 datapackage.json 不符");
      findings.require(missing.remove(path), Checks.printable(path) + " 在 datapackage.json 中重复或不存在");
      seen.add(path);
    }
    missing.stream().sorted().forEach(p -> findings.problem("datapackage.json 中没有 " + Checks.printable(p)));
    findings.detail("已核对 " + seen.size() + " 个文件");
  }
}
