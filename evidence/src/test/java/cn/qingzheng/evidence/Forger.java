package cn.qingzheng.evidence;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Changes a package and then writes every digest anew, as one would who knows how packages are made. */
final class Forger {
  private Forger() {}

  static void sealAgain(Path folder) throws IOException {
    Path datapackage = folder.resolve(BagLayout.DATAPACKAGE);
    ObjectNode root = (ObjectNode) Json.read(Files.readAllBytes(datapackage));
    for (JsonNode r : root.path("resources").values()) {
      byte[] bytes = Files.readAllBytes(folder.resolve("data/" + r.path("path").asString()));
      ((ObjectNode) r).put("hash", "sha256:" + Digests.sha256(bytes)).put("bytes", bytes.length);
    }
    Files.write(datapackage, Json.pretty(root));
    Files.write(folder.resolve(BagLayout.DATAPACKAGE_DIGEST), Json.pretty(Json.object()
        .put("path", "datapackage.json").put("hash", "sha256:" + Digests.sha256(Files.readAllBytes(datapackage)))));
    TreeMap<String, Digests> all = digests(folder);
    write(folder, BagLayout.MANIFEST_SHA256, all);
    write(folder, BagLayout.MANIFEST_SHA512, all);
    Digests manifest = Digests.of(Files.readAllBytes(folder.resolve(BagLayout.MANIFEST_SHA256)));
    Files.write(folder.resolve(BagLayout.SM3_SUMS), Manifest.of(lines(digests(folder), "sm3")));
    String last = Files.readAllLines(folder.resolve(BagLayout.CUSTODY)).getLast();
    Instant at = Instant.parse(Json.read(last).path("at").asString());
    Files.write(folder.resolve(BagLayout.CUSTODY), CustodyLog.of(List.of(), at, "某局", manifest));
    info(folder, all);
    tagAgain(folder);
  }

  /** Writes the list of the tag files anew. */
  static void tagAgain(Path folder) throws IOException {
    List<Manifest.Line> tags = new ArrayList<>();
    digests(folder).forEach((p, d) -> {
      if (!BagLayout.isPayload(p) && !p.equals(BagLayout.TAG_MANIFEST)) {
        tags.add(new Manifest.Line(d.sha256(), p));
      }
    });
    Files.write(folder.resolve(BagLayout.TAG_MANIFEST), Manifest.of(tags));
  }

  private static void info(Path folder, TreeMap<String, Digests> all) throws IOException {
    List<Digests> payload = all.entrySet().stream().filter(e -> BagLayout.isPayload(e.getKey()))
        .map(e -> e.getValue()).toList();
    String oxum = payload.stream().mapToLong(Digests::size).sum() + "." + payload.size();
    Path info = folder.resolve(BagLayout.BAG_INFO);
    Files.writeString(info, Files.readString(info).replaceFirst("Payload-Oxum: .*", "Payload-Oxum: " + oxum));
  }

  private static void write(Path folder, String name, TreeMap<String, Digests> all) throws IOException {
    Files.write(folder.resolve(name), Manifest.of(lines(all, name)));
  }

  private static List<Manifest.Line> lines(TreeMap<String, Digests> all, String kind) {
    List<Manifest.Line> lines = new ArrayList<>();
    all.forEach((p, d) -> {
      if (BagLayout.isPayload(p) || kind.equals("sm3") && p.equals(BagLayout.MANIFEST_SHA256)) {
        lines.add(new Manifest.Line(
            kind.equals("sm3") ? d.sm3() : kind.equals(BagLayout.MANIFEST_SHA512) ? d.sha512() : d.sha256(), p));
      }
    });
    return lines;
  }

  private static TreeMap<String, Digests> digests(Path folder) throws IOException {
    TreeMap<String, Digests> all = new TreeMap<>(BagLayout.ORDER);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path f : files.filter(Files::isRegularFile).toList()) {
        all.put(folder.relativize(f).toString(), Digests.of(Files.readAllBytes(f)));
      }
    }
    return all;
  }

  /** Replaces bytes of equal number inside the records and compresses each again. */
  static void replaceInRecords(Path warc, String from, String to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (WarcEntry e : WarcFile.read(Files.readAllBytes(warc)).entries()) {
      String bytes = new String(e.member().content(), StandardCharsets.ISO_8859_1);
      String forged = bytes.replace(latin(from), latin(to));
      try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(forged.getBytes(StandardCharsets.ISO_8859_1));
      }
    }
    Files.write(warc, out.toByteArray());
  }

  private static String latin(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }
}
