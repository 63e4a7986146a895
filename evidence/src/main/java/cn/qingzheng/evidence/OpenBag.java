package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * A package whose files have all been read once.
 *
 * @param digests by path, sorted; without the files that could not be read
 * @param unread what could not be read, in Chinese
 */
record OpenBag(BagSource source, Map<String, Digests> digests, List<String> unread) {

  static OpenBag read(BagSource source) {
    Map<String, Digests> digests = new TreeMap<>(BagLayout.ORDER);
    List<String> unread = new ArrayList<>();
    for (String path : source.files().keySet()) {
      try (InputStream in = source.open(path)) {
        digests.put(path, Digests.of(in));
      } catch (IOException e) {
        unread.add(Checks.printable(path) + "：无法读取");
      }
    }
    return new OpenBag(source, digests, unread);
  }

  boolean has(String path) {
    return digests.containsKey(path);
  }

  /** @throws IOException in Chinese, if it is missing or larger than the limit */
  byte[] bytes(String path, int limit) throws IOException {
    if (!has(path)) {
      throw new IOException("缺少 " + path);
    }
    try (InputStream in = source.open(path)) {
      byte[] read = in.readNBytes(limit + 1);
      if (read.length > limit) {
        throw new IOException(path + " 超过 " + limit + " 字节，停止读取");
      }
      return read;
    }
  }

  /** @throws IOException in Chinese, also if it is not UTF-8 */
  String text(String path) throws IOException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(path, Limits.TEXT))).toString();
    } catch (CharacterCodingException e) {
      throw new IOException(path + " 不是 UTF-8 文字", e);
    }
  }

  /** @throws IOException in Chinese, also if it is no JSON */
  JsonNode json(String path) throws IOException {
    try {
      return Json.read(bytes(path, Limits.JSON));
    } catch (JacksonException e) {
      throw new IOException(path + " 不是有效的 JSON", e);
    }
  }

  /** What the package says of itself, as far as it can be read. */
  BagFacts facts() {
    try {
      return new BagFacts(infoField("External-Identifier"), CustodyLog.read(text(BagLayout.CUSTODY)).sealedAt());
    } catch (IOException e) {
      return new BagFacts(Optional.empty(), Optional.empty());
    }
  }

  /** A field of {@code bag-info.txt}, empty if it has none or several of the name. */
  Optional<String> infoField(String name) throws IOException {
    List<String> values =
        text(BagLayout.BAG_INFO)
            .lines()
            .filter(l -> l.startsWith(name + ": "))
            .map(l -> l.substring(name.length() + 2))
            .toList();
    return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
  }
}
