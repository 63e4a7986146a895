package cn.qingzheng.console.config;

import cn.qingzheng.crawler.net.OutgoingProxy;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads where the proxy is and how to log in there. The password stands in the environment or in a file of its own,
 * never among the settings, which people copy and send around.
 */
final class ProxyKeys {
  static final Set<String> NAMES = Set.of("proxy", "proxy_user", "proxy_password_env", "proxy_password_file");
  private static final Pattern PROXY = Pattern.compile("http://([A-Za-z0-9.-]+):(\\d{1,5})/?");

  private final YamlMap map;
  private final Path folder;
  private final Map<String, String> environment;
  private final Problems problems;

  ProxyKeys(YamlMap map, Path folder, Map<String, String> environment, Problems problems) {
    this.map = map;
    this.folder = folder;
    this.environment = environment;
    this.problems = problems;
  }

  Optional<OutgoingProxy> read() {
    Optional<OutgoingProxy.Login> login = login();
    Optional<String> address = map.text("proxy", problems).map(String::strip).filter(t -> !t.isEmpty());
    if (address.isEmpty() && map.has("proxy_user")) {
      map.problem("proxy_user", "有“proxy_user”而没有“proxy”", "请写代理的地址，或删去用户名", problems);
    }
    return address.flatMap(a -> proxy(a, login));
  }

  private Optional<OutgoingProxy> proxy(String text, Optional<OutgoingProxy.Login> login) {
    Matcher parts = PROXY.matcher(text);
    if (parts.matches() && Integer.parseInt(parts.group(2)) <= 65535 && Integer.parseInt(parts.group(2)) > 0) {
      return Optional.of(new OutgoingProxy(parts.group(1), Integer.parseInt(parts.group(2)), login));
    }
    // Not repeated: what people write here by mistake is a password.
    String shown = text.indexOf('@') < 0 ? "：" + text : "";
    map.problem(
        "proxy", "“proxy”不是 HTTP 代理的地址" + shown,
        "请写成 http://10.1.2.3:3128 的形式；用户名写 proxy_user，密码用 proxy_password_env 或 proxy_password_file 指出在哪里", problems);
    return Optional.empty();
  }

  private Optional<OutgoingProxy.Login> login() {
    Optional<String> user = map.text("proxy_user", problems).filter(u -> !u.isEmpty());
    boolean named = map.has("proxy_password_env");
    boolean filed = map.has("proxy_password_file");
    if (user.isEmpty() && !named && !filed) {
      return Optional.empty();
    }
    if (user.isEmpty() || named == filed) {
      map.problem(
          user.isEmpty() ? named ? "proxy_password_env" : "proxy_password_file" : "proxy_user",
          "代理的用户名和密码不成对", "请写 proxy_user，再写 proxy_password_env（环境变量名）或 proxy_password_file（文件）之一", problems);
      return Optional.empty();
    }
    Optional<String> password = named ? fromEnvironment() : fromFile();
    if (user.get().indexOf(':') >= 0 || user.get().chars().anyMatch(Character::isISOControl)) {
      map.problem("proxy_user", "“proxy_user”不能含冒号和控制字符（RFC 7617）", "请核对用户名", problems);
      return Optional.empty();
    }
    return password.map(p -> new OutgoingProxy.Login(user.get(), p));
  }

  private Optional<String> fromEnvironment() {
    String name = map.requiredText("proxy_password_env", problems);
    return usable("proxy_password_env", Optional.ofNullable(environment.get(name)), "环境变量 " + name + " 没有设置");
  }

  private Optional<String> fromFile() {
    Path file = folder.resolve(map.requiredText("proxy_password_file", problems));
    try {
      return usable("proxy_password_file", Optional.of(Files.readString(file, StandardCharsets.UTF_8).strip()), file + " 是空的");
    } catch (IOException e) {
      map.problem("proxy_password_file", "读不了密码文件 " + file, "请检查路径和权限", problems);
      return Optional.empty();
    }
  }

  private Optional<String> usable(String key, Optional<String> password, String missing) {
    if (password.filter(p -> !p.isEmpty()).isEmpty()) {
      map.problem(key, missing, "请写入代理的密码", problems);
      return Optional.empty();
    }
    if (password.get().chars().anyMatch(Character::isISOControl)) {
      map.problem(key, "代理的密码含换行等控制字符", "密码文件只能有一行", problems);
      return Optional.empty();
    }
    return password;
  }
}
