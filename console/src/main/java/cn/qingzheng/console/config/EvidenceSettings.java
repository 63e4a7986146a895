package cn.qingzheng.console.config;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * How packages are signed and stamped.
 *
 * @param keys what packages are signed with as they are sealed; none: they bear no signature
 * @param authorities time-stamp authorities (RFC 3161), in order of preference; none: packages stay without
 * @param patience for one answer of one authority
 * @param roots certificates of the authorities' roots, PEM; with them a token of anybody else is not taken
 * @param clockServer an NTP server against which the clock is compared; none: packages say that it was not
 * @param place where the machine stands, for the extraction record; may be empty
 */
public record EvidenceSettings(
    List<KeyFile> keys,
    List<URI> authorities,
    Duration patience,
    Optional<Path> roots,
    Optional<String> clockServer,
    String place) {
  public EvidenceSettings {
    keys = List.copyOf(keys);
    authorities = List.copyOf(authorities);
    Objects.requireNonNull(patience);
    Objects.requireNonNull(roots);
    Objects.requireNonNull(clockServer);
    Objects.requireNonNull(place);
  }

  /**
   * A PKCS#12 file. The password itself is no setting: a file of settings is copied and shown.
   *
   * @param passwordFile its first line is the password; absent: the environment variable holds it
   * @param environment name of that variable
   */
  public record KeyFile(Path file, Optional<Path> passwordFile, String environment) {}

  static EvidenceSettings defaults() {
    return new EvidenceSettings(List.of(), List.of(), Duration.ofSeconds(15), Optional.empty(), Optional.empty(), "");
  }

  static EvidenceSettings read(YamlMap m, Path folder, Problems p) {
    m.onlyKeys(
        Set.of("key", "key_password_file", "sm2_key", "sm2_key_password_file", "timestamp_authorities",
            "timestamp_timeout_s", "trusted_roots", "clock_server", "place"),
        p);
    List<KeyFile> keys = new ArrayList<>();
    key(m, "key", "QINGZHENG_KEY_PASSWORD", folder, p).ifPresent(keys::add);
    key(m, "sm2_key", "QINGZHENG_SM2_KEY_PASSWORD", folder, p).ifPresent(keys::add);
    return new EvidenceSettings(
        keys,
        authorities(m, p),
        Duration.ofSeconds(m.integer("timestamp_timeout_s", 1, 300, 15, p)),
        m.text("trusted_roots", p).map(folder::resolve),
        m.text("clock_server", p).filter(t -> !t.isBlank()),
        m.text("place", p).orElse(""));
  }

  private static Optional<KeyFile> key(YamlMap m, String name, String environment, Path folder, Problems p) {
    Optional<Path> password = m.text(name + "_password_file", p).map(folder::resolve);
    Optional<String> file = m.text(name, p);
    if (file.isEmpty() && password.isPresent()) {
      m.problem(name + "_password_file", "写了“" + name + "_password_file”，没有写“" + name + "”", "请写明 PKCS#12 密钥文件", p);
    }
    return file.map(f -> new KeyFile(folder.resolve(f), password, environment));
  }

  private static List<URI> authorities(YamlMap m, Problems p) {
    List<URI> found = new ArrayList<>();
    for (String text : m.texts("timestamp_authorities", p)) {
      Optional<URI> address = address(text);
      address.ifPresent(found::add);
      if (address.isEmpty()) {
        m.problem("timestamp_authorities", "不是时间戳机构的地址：" + text, "请写成 http://tsa.example/tsr 的形式", p);
      }
    }
    return found;
  }

  private static Optional<URI> address(String text) {
    try {
      URI uri = new URI(text.strip());
      boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null ? Optional.of(uri) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
