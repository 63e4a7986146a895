package cn.qingzheng.console.backup;

import cn.qingzheng.casework.PostgresServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Copies a casebook that is kept in PostgreSQL with the server's own tool, if it is on the path. */
final class PostgresDump {
  static final String NAME = "casebook.dump";
  private static final int SHOWN = 300;

  private final PostgresServer server;

  PostgresDump(PostgresServer server) {
    this.server = server;
  }

  /**
   * @param to is written whole, or is not there
   * @return why it could not be done and what to do, in Chinese
   */
  Optional<String> write(Path to) throws IOException {
    Path said = Files.createTempFile("pg_dump", ".txt");
    try {
      ProcessBuilder dump =
          new ProcessBuilder(
              "pg_dump", "--format=custom", "--no-owner", "--no-password", "--file=" + to, "--username=" + server.user(),
              "--dbname=" + address());
      // Not among the arguments, which everybody on this machine can read.
      dump.environment().put("PGPASSWORD", server.password());
      int code = dump.redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
      if (code == 0 && listed(to)) {
        return Optional.empty();
      }
      Files.deleteIfExists(to);
      return Optional.of(advice("pg_dump 没有成功：" + shown(Files.readString(said, StandardCharsets.UTF_8))));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(advice("pg_dump 被打断"));
    } catch (IOException e) {
      Files.deleteIfExists(to);
      return Optional.of(advice("本机没有 pg_dump"));
    } finally {
      Files.deleteIfExists(said);
    }
  }

  /** Whether the server's own tool can read what is in a dump. */
  static boolean listed(Path dump) throws IOException, InterruptedException {
    return new ProcessBuilder("pg_restore", "--list", dump.toString())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private String advice(String why) {
    return "台账在 " + server + "，本次备份没有它（" + why + "）：请在装有同版本工具的机器上运行 pg_dump --format=custom --no-owner --username="
        + server.user() + " --dbname=" + address() + " --file=casebook.dump，并与本备份放在一起";
  }

  /** As the tools take it: of the driver's own parameters they know those of encryption only. */
  private String address() {
    String[] parts = server.url().substring("jdbc:".length()).split("\\?", 2);
    if (parts.length == 1) {
      return parts[0];
    }
    String kept = Arrays.stream(parts[1].split("&")).filter(p -> p.matches("ssl(mode|rootcert)=.*")).collect(Collectors.joining("&"));
    return kept.isEmpty() ? parts[0] : parts[0] + "?" + kept;
  }

  private static String shown(String text) {
    List<String> lines = text.lines().filter(l -> !l.isBlank()).toList();
    String one = String.join("；", lines);
    return one.length() > SHOWN ? one.substring(0, SHOWN) + "…" : one;
  }
}
