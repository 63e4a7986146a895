package cn.qingzheng.console.scan;

import cn.qingzheng.evidence.SealedPackage;
import cn.qingzheng.index.PersonalData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A copy of a package for those who need not see personal data: text, quotes and the record of the capture with
 * telephone numbers, identity numbers, accounts and names masked. Lengths stay, so offsets stay. The archive and the
 * pictures are left out, because nothing in them can be masked.
 */
final class MaskedCopy {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SealedPackage sealed;

  MaskedCopy(SealedPackage sealed) {
    this.sealed = sealed;
  }

  /** @param zip must not be there */
  void write(String id, Path zip) throws IOException {
    String text = PersonalData.mask(text("data/evidence/text.txt"));
    Map<String, byte[]> files = new TreeMap<>();
    files.put("text.txt", text.getBytes(StandardCharsets.UTF_8));
    files.put("hits.json", json("data/evidence/hits.json", Optional.of(text)));
    files.put("capture.json", json("data/evidence/capture.json", Optional.empty()));
    files.put("说明.txt", note(id).getBytes(StandardCharsets.UTF_8));
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip, java.nio.file.StandardOpenOption.CREATE_NEW), StandardCharsets.UTF_8)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(id + "-脱敏副本/" + file.getKey()));
        out.write(file.getValue());
      }
    }
  }

  private String text(String path) throws IOException {
    return new String(sealed.bytes(path), StandardCharsets.UTF_8);
  }

  private String note(String id) {
    return "证据包 " + id + " 的脱敏副本\n"
        + "手机号码、身份证号、微信和 QQ 号、标明的姓名已用 * 代替，字数不变，引文位置仍然有效。\n"
        + "原始归档、截图和 MHTML 不在其中：图片中的个人信息无法遮盖。正文中没有标明的姓名无法识别，外发前请人工复看。\n"
        + "本副本不是证据，不能核验；以封存的原件为准，原件 manifest-sha256.txt 的 SHA-256：" + sealed.manifestSha256() + "\n";
  }

  private byte[] json(String path, Optional<String> masked) throws IOException {
    JsonNode node = masked(JSON.readTree(sealed.bytes(path)), masked);
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(node);
  }

  private static JsonNode masked(JsonNode node, Optional<String> text) {
    if (node instanceof ObjectNode object) {
      object.propertyNames().stream().toList().forEach(name -> object.set(name, masked(object.get(name), text)));
      text.ifPresent(t -> standing(object, t));
      return object;
    }
    if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        array.set(i, masked(array.get(i), text));
      }
      return array;
    }
    return node.isString() ? JSON.getNodeFactory().stringNode(PersonalData.mask(node.asString())) : node;
  }

  /** What stands in the text is masked as it is there: a label before the sentence may be what tells. */
  private static void standing(ObjectNode object, String text) {
    int start = object.path("start").asInt(-1);
    int end = object.path("end").asInt(-1);
    for (String name : new String[] {"quote", "sentence"}) {
      if (object.has(name) && start >= 0 && start <= end && end <= text.length()) {
        object.put(name, text.substring(start, end));
      }
    }
  }
}
