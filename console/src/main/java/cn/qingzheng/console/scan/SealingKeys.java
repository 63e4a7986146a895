package cn.qingzheng.console.scan;

import cn.qingzheng.console.config.EvidenceSettings;
import cn.qingzheng.evidence.SealingKey;
import cn.qingzheng.evidence.TrustedRoots;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The keys that the settings name, opened with passwords that no setting and no log holds. */
final class SealingKeys {
  private SealingKeys() {}

  /** @throws cn.qingzheng.model.ProblemsException if one cannot be opened: nothing is sealed without it */
  static List<SealingKey> required(EvidenceSettings settings) {
    Problems problems = new Problems();
    List<SealingKey> keys = load(settings, System.getenv(), problems);
    problems.throwIfAny();
    return keys;
  }

  /** @param environment the process's variables */
  static List<SealingKey> load(EvidenceSettings settings, Map<String, String> environment, Problems problems) {
    List<SealingKey> keys = new ArrayList<>();
    for (EvidenceSettings.KeyFile file : settings.keys()) {
      if (!Files.isRegularFile(file.file())) {
        problems.add(file.file().toString(), 0, "没有这个密钥文件", "请检查设置中的 evidence，或删去这一项");
      } else {
        password(file, environment, problems).flatMap(p -> open(file.file(), p, problems)).ifPresent(keys::add);
      }
    }
    if (keys.size() == 2 && sameKind(keys)) {
      problems.add(settings.keys().get(1).file().toString(), 0, "与另一个密钥是同一类算法", "key 写 RSA 或 ECDSA 的，sm2_key 写 SM2 的");
      return List.of();
    }
    return keys;
  }

  /** The builder takes one of a kind. */
  private static boolean sameKind(List<SealingKey> keys) {
    return keys.get(0).national() == keys.get(1).national();
  }

  private static Optional<SealingKey> open(Path file, char[] password, Problems problems) {
    try {
      return Optional.of(SealingKey.read(file, password));
    } catch (IOException e) {
      problems.add(file.toString(), 0, String.valueOf(e.getMessage()), "请检查密钥文件和密码");
      return Optional.empty();
    } finally {
      Arrays.fill(password, '\0');
    }
  }

  private static Optional<char[]> password(EvidenceSettings.KeyFile key, Map<String, String> environment, Problems problems) {
    if (key.passwordFile().isEmpty()) {
      Optional<String> set = Optional.ofNullable(environment.get(key.environment()));
      if (set.isEmpty()) {
        problems.add(key.file().toString(), 0, "没有密钥的密码", "请设置环境变量 " + key.environment() + "，或写 key_password_file");
      }
      return set.map(String::toCharArray);
    }
    Path file = key.passwordFile().get();
    try {
      if (readableByOthers(file)) {
        problems.add(file.toString(), 0, "密码文件别的用户也能读", "请执行 chmod 600 " + file);
        return Optional.empty();
      }
      return Optional.of(Files.readString(file).lines().findFirst().orElse("").toCharArray());
    } catch (IOException e) {
      problems.add(file.toString(), 0, "密码文件读不了", "请检查路径和权限");
      return Optional.empty();
    }
  }

  private static boolean readableByOthers(Path file) throws IOException {
    if (!file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      return false;
    }
    Set<PosixFilePermission> may = Files.getPosixFilePermissions(file);
    return may.contains(PosixFilePermission.OTHERS_READ) || may.contains(PosixFilePermission.GROUP_READ);
  }

  /** The roots that the settings name; none if they name none. */
  static Set<X509Certificate> roots(EvidenceSettings settings, Problems problems) {
    if (settings.roots().isEmpty()) {
      return Set.of();
    }
    try {
      return TrustedRoots.read(settings.roots().get());
    } catch (IOException e) {
      problems.add(settings.roots().get().toString(), 0, "根证书文件读不了：" + e.getMessage(), "请检查设置中的 evidence.trusted_roots");
      return Set.of();
    }
  }
}
