package cn.qingzheng.evidence;

import cn.qingzheng.evidence.Checks.Findings;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What the package says about the capture, against what it holds. */
final class EvidenceChecks {
  private final OpenBag bag;
  private final WarcFile warc;

  EvidenceChecks(OpenBag bag, WarcFile warc) {
    this.bag = bag;
    this.warc = warc;
  }

  void run(Checks checks) {
    checks.run("hits", "引文与网页文字", this::hits);
    checks.run("capture", "采集记录与归档", this::capture);
    checks.run("self-check", "封存前自检", this::selfCheck);
    checks.run("custody", "保管日志", this::custody);
  }

  private void hits(Findings findings) throws IOException {
    String text = bag.text(BagLayout.TEXT);
    JsonNode root = bag.json(BagLayout.HITS);
    findings.require(root.path("schema").asString("").equals(SchemaIds.HITS), BagLayout.HITS + " 的格式版本不符");
    findings.require(sameId(root), BagLayout.HITS + " 的证据包编号不符");
    findings.require(
        root.path("text").path("length").asInt(-1) == text.length(), BagLayout.TEXT + " 的长度与 hits.json 不符");
    JsonNode hits = root.path("hits");
    findings.require(hits.isArray(), BagLayout.HITS + " 中没有 hits 列表");
    int number = 0;
    for (JsonNode hit : hits.values()) {
      number++;
      quote(text, hit, "quote", number, findings);
      quote(text, hit.path("place"), "sentence", number, findings);
      findings.require(hit.path("number").asInt(number) == number, BagLayout.HITS + " 第 " + number + " 处：编号不符");
    }
    boxes(hits, findings);
    findings.detail(number + " 处引文");
  }

  /** What is drawn must lie on the picture, and where nothing is drawn there is no drawing. */
  private void boxes(JsonNode hits, Findings findings) throws IOException {
    JsonNode picture = bag.json(BagLayout.CAPTURE).path("screenshot");
    int drawn = 0;
    for (JsonNode hit : hits.values()) {
      for (JsonNode b : hit.path("screenshot").path("boxes").values()) {
        drawn++;
        int right = b.path("x").asInt(-1) + b.path("width").asInt(0);
        boolean on = b.path("width").asInt(0) > 0 && b.path("height").asInt(0) > 0 && right > 0
            && b.path("x").asInt(Integer.MAX_VALUE) < picture.path("width").asInt(0)
            && b.path("y").asInt(Integer.MAX_VALUE) < picture.path("height").asInt(0);
        findings.require(on, BagLayout.HITS + " 中有不在截图之内的位置");
      }
    }
    findings.require(
        bag.has(BagLayout.OVERLAY) == (drawn > 0), BagLayout.OVERLAY + (drawn > 0 ? " 缺失" : " 没有可标注的位置，却有标注图"));
  }

  private static void quote(String text, JsonNode node, String key, int number, Findings findings) {
    int start = node.path("start").asInt(-1);
    int end = node.path("end").asInt(-1);
    boolean stands = 0 <= start && start <= end && end <= text.length()
        && node.path(key).isString() && text.substring(start, end).equals(node.path(key).asString());
    findings.require(stands, BagLayout.HITS + " 第 " + number + " 处：" + key + " 不在 text.txt 的所记位置");
  }

  private void capture(Findings findings) throws IOException {
    JsonNode root = bag.json(BagLayout.CAPTURE);
    findings.require(root.path("schema").asString("").equals(SchemaIds.CAPTURE), BagLayout.CAPTURE + " 的格式版本不符");
    findings.require(sameId(root), BagLayout.CAPTURE + " 的证据包编号不符");
    findings.require(
        root.path("captureId").equals(bag.json(BagLayout.HITS).path("captureId")), "capture.json 与 hits.json 的采集编号不同");
    List<String> said =
        StreamSupport.stream(root.path("records").spliterator(), false).map(r -> r.path("id").asString("")).toList();
    List<String> held = warc.entries().stream().skip(1).map(WarcEntry::id).toList();
    findings.require(!held.isEmpty() && said.equals(held), "capture.json 所列的归档记录与 " + BagLayout.WARC + " 不符");
    String at = root.path("sealedAt").path("utc").asString("");
    Optional<Instant> sealed = bag.facts().sealedAt();
    findings.require(sealed.map(Times::utc).equals(Optional.of(at)), "capture.json 与 custody.jsonl 的封存时间不同");
    findings.detail(payload(root.path("payload"), findings));
  }

  private String payload(JsonNode payload, Findings findings) {
    String record = payload.path("record").asString("");
    Optional<WarcEntry> body = warc.entries().stream().filter(e -> e.id().equals(record)).findFirst();
    if (body.isEmpty()) {
      findings.problem("归档中没有 capture.json 所说的响应记录");
      return "";
    }
    try {
      String sha256 = payload.path("sha256").asString("");
      byte[] decoded = body.get().decodedBody(sha256);
      boolean same = Digests.sha256(decoded).equals(sha256)
          && decoded.length == payload.path("length").asLong(-1);
      if (!same && payload.path("truncated").asBoolean(false)) {
        return "采集时正文因过大被截断，未核对解码后的校验值（原始字节已核对）";
      }
      findings.require(same, "归档响应的正文与 capture.json 记录的校验值或长度不符");
      return "归档响应的正文 " + decoded.length + " 字节，与采集时记录的校验值相同";
    } catch (IOException e) {
      return "响应正文的编码无法还原，未核对其解码后的校验值（原始字节已核对）";
    }
  }

  private void selfCheck(Findings findings) throws IOException {
    JsonNode items = bag.json(BagLayout.CAPTURE).path("selfCheck");
    int ok = 0;
    for (JsonNode item : items.values()) {
      String state = item.path("state").asString("");
      findings.require(!state.equals("FAILED"), "自检未通过：" + Checks.printable(item.path("name").asString("")));
      ok += state.equals("OK") ? 1 : 0;
    }
    findings.require(ok > 0, "capture.json 中没有通过的自检项，什么也没有核对");
    findings.detail(ok + "/" + items.size() + " 项通过");
  }

  private void custody(Findings findings) throws IOException {
    CustodyLog.Read log = CustodyLog.read(bag.text(BagLayout.CUSTODY));
    log.problems().forEach(p -> findings.problem(BagLayout.CUSTODY + " " + p));
    Optional<Digests> manifest = Optional.ofNullable(bag.digests().get(BagLayout.MANIFEST_SHA256));
    findings.require(
        manifest.isPresent()
            && log.manifestSha256().equals(manifest.map(Digests::sha256))
            && log.manifestSm3().equals(manifest.map(Digests::sm3)),
        BagLayout.CUSTODY + " 封存记录中的清单校验值与 " + BagLayout.MANIFEST_SHA256 + " 不符");
    findings.detail(log.lines() + " 条记录" + log.sealedAt().map(t -> "，封存于 " + Times.shanghai(t)).orElse(""));
  }

  private boolean sameId(JsonNode root) throws IOException {
    return bag.infoField("External-Identifier").equals(Optional.of(root.path("evidenceId").asString("")));
  }
}
