package cn.qingzheng.console.scan;

import cn.qingzheng.casework.ExtractionRecord;
import cn.qingzheng.casework.ExtractionRecords;
import cn.qingzheng.evidence.Papers;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The 电子数据提取笔录 of a package, from what the package itself says. */
final class ExtractionPapers implements Papers {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String CAPTURE = "data/evidence/capture.json";
  /** Of WACZ: they list the record itself, so it cannot list them. */
  private static final String INDEX_FILES = "data/datapackage";
  private static final String HITS = "data/evidence/hits.json";

  private final ExtractionRecords records;
  private final ExtractionRecord.People people;
  private final Optional<String> manifest;

  /**
   * @param people whose party is taken from the package if it is empty
   * @param manifest of a package that is sealed
   */
  ExtractionPapers(ExtractionRecords records, ExtractionRecord.People people, Optional<String> manifest) {
    this.records = records;
    this.people = people;
    this.manifest = manifest;
  }

  @Override
  public Map<String, byte[]> write(List<ListedFile> files, Reader reader) throws IOException {
    JsonNode capture = JSON.readTree(reader.bytes(CAPTURE));
    JsonNode hits = JSON.readTree(reader.bytes(HITS));
    List<ExtractionRecord.File> listed =
        files.stream().filter(f -> !f.path().startsWith(INDEX_FILES)).map(f -> new ExtractionRecord.File(f.path(), f.bytes(), f.sha256(), f.sm3())).toList();
    return records.write(
        new ExtractionRecord(
            text(capture, "evidenceId"), text(capture, "caseId"), people(hits.path("promoter")), web(capture),
            machine(capture), course(capture, hits), listed, manifest));
  }

  private ExtractionRecord.People people(JsonNode promoter) {
    String name = text(promoter, "name");
    String found = name.isEmpty() ? "" : name + (promoter.has("creditCode") ? "（" + text(promoter, "creditCode") + "）" : "");
    return people.party().isBlank()
        ? new ExtractionRecord.People(people.officers(), people.place(), found, people.witness())
        : people;
  }

  private static ExtractionRecord.Web web(JsonNode capture) {
    JsonNode remote = capture.path("exchange").path("remote");
    String server = text(remote, "ip") + "，端口 " + remote.path("port").asInt(0)
        + (remote.has("tls") ? "，" + text(remote, "tls") : "");
    return new ExtractionRecord.Web(
        text(capture.path("address"), "final"), text(capture.path("page"), "title"), server,
        capture.path("exchange").path("status").asInt(0), capture.path("payload").path("length").asLong(0));
  }

  private static ExtractionRecord.Machine machine(JsonNode capture) {
    JsonNode environment = capture.path("environment");
    List<String> tools = new ArrayList<>();
    for (JsonNode t : environment.path("tools").values()) {
      tools.add(text(t, "name") + " " + text(t, "version") + (t.has("sha256") ? "，程序文件 SHA-256：" + text(t, "sha256") : ""));
    }
    List<String> network = new ArrayList<>();
    for (JsonNode c : capture.path("recapture").path("connections").values()) {
      network.add(text(c, "host") + ":" + c.path("port").asInt(0) + " 解析并连接到 " + text(c, "ip"));
    }
    if (network.isEmpty()) {
      network.add("应答方地址 " + text(capture.path("exchange").path("remote"), "ip"));
    }
    return new ExtractionRecord.Machine(
        "操作系统 " + text(environment, "os") + "，Java " + text(environment, "java"), tools, network, text(environment, "clock"));
  }

  private static ExtractionRecord.Course course(JsonNode capture, JsonNode hits) {
    JsonNode again = capture.path("recapture");
    ExtractionRecord.Again recaptured =
        again.isObject()
            ? new ExtractionRecord.Again(Optional.of(time(again.path("at"))), text(again, "browser"))
            : new ExtractionRecord.Again(Optional.empty(), text(capture.path("screenshot"), "reason"));
    int all = capture.path("selfCheck").size();
    long good = capture.path("selfCheck").values().stream().filter(c -> text(c, "state").equals("OK")).count();
    String checks = all + " 项" + (good == all ? "全部通过" : "，" + good + " 项通过，其余记为未能判断，见 capture.json");
    List<String> signers = capture.path("signatures").values().stream().map(s -> text(s, "signer")).toList();
    String signed = signers.isEmpty() ? "未用机关密钥签名" : "用机关密钥签名（" + String.join("；", signers) + "）";
    return new ExtractionRecord.Course(
        time(capture.path("requestedAt")), recaptured, hits.path("hits").size(), checks, time(capture.path("sealedAt")), signed);
  }

  private static Instant time(JsonNode node) {
    return Instant.parse(text(node, "utc"));
  }

  private static String text(JsonNode node, String key) {
    return node.path(key).asString("");
  }
}
