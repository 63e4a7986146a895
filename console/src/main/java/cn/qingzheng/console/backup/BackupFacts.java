package cn.qingzheng.console.backup;

import cn.qingzheng.casework.CasebookCopy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup says of itself, in {@code backup.json}.
 *
 * @param casebook which file holds the casebook; empty: it is elsewhere, and {@code server} says where
 * @param leftOut what lies in the home and is not in the backup
 */
record BackupFacts(
    Instant madeAt, String home, String casebook, String server, Optional<CasebookCopy.Facts> held, List<String> leftOut) {
  static final String NAME = "backup.json";
  private static final String FORMAT = "qingzheng-backup/1";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  byte[] bytes() {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("format", FORMAT);
    out.put("made_at", madeAt.toString());
    out.put("home", home);
    out.put("casebook", casebook.isEmpty() ? "elsewhere" : casebook);
    out.put("server", server);
    held.ifPresent(h -> out.put("held", h));
    out.put("left_out", leftOut);
    out.put("index", "not in the backup: reindex builds it anew");
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(out);
  }

  static BackupFacts read(Path backup) throws IOException {
    try {
      JsonNode json = JSON.readTree(Files.readAllBytes(backup.resolve(NAME)));
      if (!json.path("format").asString("").equals(FORMAT)) {
        throw new IOException("不是清证的备份，或由更新的程序写成：" + backup);
      }
      List<String> left = new ArrayList<>();
      json.path("left_out").forEach(n -> left.add(n.asString()));
      String casebook = json.path("casebook").asString("");
      Optional<CasebookCopy.Facts> held =
          json.has("held") ? Optional.of(JSON.treeToValue(json.get("held"), CasebookCopy.Facts.class)) : Optional.empty();
      return new BackupFacts(
          Instant.parse(json.path("made_at").asString("")), json.path("home").asString(""),
          casebook.equals("elsewhere") ? "" : casebook, json.path("server").asString(""), held, left);
    } catch (JacksonException | java.time.format.DateTimeParseException e) {
      throw new IOException(NAME + " 读不懂：" + e.getMessage(), e);
    }
  }
}
