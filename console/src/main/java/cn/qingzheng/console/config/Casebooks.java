package cn.qingzheng.console.config;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where an installation keeps its casebook: a file in its home, or the server that the settings name. */
public final class Casebooks {
  /** Holds the password of the database where no file does. */
  static final String PASSWORD = "QINGZHENG_CASEBOOK_PASSWORD";

  private Casebooks() {}

  /** Opens the casebook that the settings in the home name; all mistakes in them at once. */
  public static Casebook open(Home home, Clock clock) {
    Problems problems = new Problems();
    Config config = Config.load(home.settings(), problems);
    problems.throwIfAny();
    return open(home, config, clock);
  }

  /** As {@link #open(Home, Clock)}, with settings that were read. */
  public static Casebook open(Home home, Config config, Clock clock) {
    Casebook casebook =
        config
            .casebook()
            .map(server -> Casebook.open(server, home.folder(), clock))
            .orElseGet(() -> Casebook.open(home.casebook(), clock));
    String region = config.organ().region();
    if (!region.equals(Config.defaults().organ().region())) {
      casebook.own(region);
    }
    return casebook;
  }

  /** The section {@code casebook} of the settings. */
  static Optional<PostgresServer> read(YamlMap m, Path folder, Map<String, String> environment, Problems p) {
    m.onlyKeys(Set.of("url", "user", "password_file", "owner", "owner_password_file"), p);
    String url = m.requiredText("url", p);
    String user = m.requiredText("user", p);
    Optional<String> password = password(m, folder, environment, p);
    Optional<PostgresServer.Account> owner = owner(m, folder, p);
    if (!url.startsWith(PostgresServer.SCHEME) || url.contains("password=")) {
      m.problem("url", "“url”不是数据库地址，或写有口令", "请写成 jdbc:postgresql://主机:5432/数据库 的形式，口令放在 password_file 里", p);
      return Optional.empty();
    }
    return password.map(secret -> new PostgresServer(url, user, secret, owner));
  }

  /** Who owns the tables, where that is not who works with them. */
  private static Optional<PostgresServer.Account> owner(YamlMap m, Path folder, Problems p) {
    Optional<String> name = m.text("owner", p);
    Optional<Path> file = m.text("owner_password_file", p).map(folder::resolve);
    if (name.isPresent() != file.isPresent()) {
      m.problem("owner", "“owner”和“owner_password_file”须一起写", "请都写上，或都不写", p);
      return Optional.empty();
    }
    return file.flatMap(f -> secret(m, "owner_password_file", f, p)).map(secret -> new PostgresServer.Account(name.get(), secret));
  }

  private static Optional<String> password(YamlMap m, Path folder, Map<String, String> environment, Problems p) {
    Optional<Path> file = m.text("password_file", p).map(folder::resolve);
    if (file.isEmpty()) {
      Optional<String> secret = Optional.ofNullable(environment.get(PASSWORD));
      if (secret.isEmpty()) {
        m.problem("url", "没有数据库口令", "请写 password_file，或设环境变量 " + PASSWORD, p);
      }
      return secret;
    }
    return secret(m, "password_file", file.get(), p);
  }

  private static Optional<String> secret(YamlMap m, String key, Path file, Problems p) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      m.problem(key, "读不了口令文件 " + file, "请检查路径和权限", p);
      return Optional.empty();
    }
  }
}
