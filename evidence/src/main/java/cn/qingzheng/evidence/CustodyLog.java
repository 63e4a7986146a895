package cn.qingzheng.evidence;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code custody.jsonl}: one event a line, each with the hash of the line before. A line's hash is the SHA-256 of
 * its own text up to {@code ,"hash":"}, so that a reader can compute it with nothing but {@code sha256sum}.
 */
final class CustodyLog {
  static final String FIRST_PREVIOUS = "0".repeat(64);
  static final String SEALED = "封存";
  private static final String HASH_MARK = ",\"hash\":\"";

  private CustodyLog() {}

  /** The log up to and with the sealing, which names the manifest and so the whole payload. */
  static byte[] of(List<CustodyEvent> events, Instant sealedAt, String by, Digests manifest) {
    StringBuilder text = new StringBuilder();
    String previous = FIRST_PREVIOUS;
    int seq = 1;
    for (CustodyEvent e : events) {
      previous = append(text, node(seq++, e, previous));
    }
    ObjectNode seal = node(seq, new CustodyEvent(sealedAt, by, SEALED, "封存证据包"), previous);
    seal.put("manifestSha256", manifest.sha256()).put("manifestSm3", manifest.sm3());
    append(text, seal);
    return Json.utf8(text.toString());
  }

  private static ObjectNode node(int seq, CustodyEvent e, String previous) {
    ObjectNode node = Json.object().put("seq", seq).put("at", Times.utc(e.at())).put("who", e.who());
    return node.put("action", e.action()).put("detail", e.detail()).put("prev", previous);
  }

  private static String append(StringBuilder text, ObjectNode node) {
    String open = Json.line(node);
    String hashed = open.substring(0, open.length() - 1);
    String hash = Digests.sha256(hashed.getBytes(StandardCharsets.UTF_8));
    text.append(hashed).append(HASH_MARK).append(hash).append("\"}\n");
    return hash;
  }

  /** What the sealing line says, as far as it can be read, and what is wrong with the chain, in Chinese. */
  record Read(int lines, Optional<Instant> sealedAt, Optional<String> manifestSha256, Optional<String> manifestSm3,
      List<String> problems) {}

  static Read read(String text) {
    List<String> problems = new ArrayList<>();
    String[] lines = text.isEmpty() ? new String[0] : text.split("\n", -1);
    int count = lines.length - 1;
    if (count < 1 || !lines[count].isEmpty()) {
      problems.add("日志为空，或末行不完整");
      return new Read(0, Optional.empty(), Optional.empty(), Optional.empty(), problems);
    }
    String previous = FIRST_PREVIOUS;
    for (int i = 0; i < count; i++) {
      previous = checkLine(lines[i], i + 1, previous, problems);
    }
    return sealing(lines[count - 1], count, problems);
  }

  private static String checkLine(String line, int number, String previous, List<String> problems) {
    int mark = line.lastIndexOf(HASH_MARK);
    String hash = mark < 0 ? "" : Digests.sha256(line.substring(0, mark).getBytes(StandardCharsets.UTF_8));
    if (mark < 0 || !line.substring(mark).equals(HASH_MARK + hash + "\"}")) {
      problems.add("第 " + number + " 行的哈希值与内容不符");
    }
    try {
      JsonNode node = Json.read(line);
      if (!node.path("prev").asString("").equals(previous)) {
        problems.add("第 " + number + " 行没有接上前一行");
      }
      if (node.path("seq").asInt(-1) != number) {
        problems.add("第 " + number + " 行的序号不符");
      }
    } catch (JacksonException e) {
      problems.add("第 " + number + " 行不是 JSON");
    }
    return hash;
  }

  private static Read sealing(String line, int count, List<String> problems) {
    try {
      JsonNode node = Json.read(line);
      if (!node.path("action").asString("").equals(SEALED)) {
        problems.add("末行不是封存记录");
      }
      Instant at = Instant.parse(node.path("at").asString(""));
      return new Read(count, Optional.of(at), text(node, "manifestSha256"), text(node, "manifestSm3"), problems);
    } catch (JacksonException | DateTimeParseException e) {
      problems.add("末行的封存时间无法读取");
      return new Read(count, Optional.empty(), Optional.empty(), Optional.empty(), problems);
    }
  }

  private static Optional<String> text(JsonNode node, String key) {
    return node.path(key).isString() ? Optional.of(node.path(key).asString()) : Optional.empty();
  }
}
