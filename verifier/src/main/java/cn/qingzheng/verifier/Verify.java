package cn.qingzheng.verifier;

import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.TrustedRoots;
import cn.qingzheng.evidence.VerificationReport;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code java -jar qingzheng-verify.jar EV-….zip}: the same report as {@code qingzheng evidence verify}. Exit code 0 if
 * every package is as it was sealed, 1 if one is not, 2 for wrong use. Prints UTF-8 unless the terminal says otherwise.
 */
public final class Verify {
  static final String USAGE =
      """
      用法：java -jar qingzheng-verify.jar [--json] [--trust 根证书.pem]… [--expect 校验值] 证据包.zip或文件夹…
        离线核验证据包：任何改动、缺失、增加都会指出。只读不写，不访问网络。
        --json           每个证据包输出一个 JSON 对象
        --trust PEM      信任的根证书（机关、时间戳机构）；写了的，签名和时间戳须由其认证
        --expect 校验值   文书中载明的 manifest-sha256.txt 的 SHA-256 或 SM3
      退出码：0 全部通过，1 有未通过的，2 用法有误
      """;

  private final List<Path> targets = new ArrayList<>();
  private final Set<X509Certificate> roots = new LinkedHashSet<>();
  private Optional<String> expected = Optional.empty();
  private boolean json;

  private Verify() {}

  /** Wrong use; the message says what to do. */
  private static final class WrongUse extends Exception {
    private static final long serialVersionUID = 1L;

    WrongUse(String message) {
      super(message);
    }
  }

  public static void main(String[] args) {
    System.exit(run(args, utf8(System.out, "stdout.encoding"), utf8(System.err, "stderr.encoding")));
  }

  /** Where the terminal's encoding is not told (before Java 19), UTF-8 is what reports are read as. */
  private static PrintStream utf8(PrintStream stream, String property) {
    return System.getProperty(property) == null ? new PrintStream(stream, true, StandardCharsets.UTF_8) : stream;
  }

  static int run(String[] args, PrintStream out, PrintStream err) {
    Verify verify = new Verify();
    try {
      verify.read(List.of(args));
    } catch (WrongUse e) {
      err.println(e.getMessage());
      return 2;
    }
    if (verify.targets.isEmpty()) {
      err.print(USAGE);
      return 2;
    }
    boolean valid = true;
    for (Path target : verify.targets) {
      VerificationReport report = new EvidenceVerifier(verify.roots).verify(target, verify.expected);
      out.print(verify.json ? report.json() : report.text() + "\n");
      valid &= report.valid();
    }
    out.flush();
    return valid ? 0 : 1;
  }

  private void read(List<String> args) throws WrongUse {
    for (int i = 0; i < args.size(); i++) {
      String arg = args.get(i);
      boolean valued = arg.equals("--trust") || arg.equals("--expect");
      if (valued && i + 1 == args.size()) {
        throw new WrongUse(arg + " 后面缺少内容\n" + USAGE);
      }
      if (arg.equals("--json")) {
        json = true;
      } else if (arg.equals("--trust")) {
        roots.addAll(roots(path(args.get(++i))));
      } else if (arg.equals("--expect")) {
        expected = Optional.of(args.get(++i));
      } else if (arg.startsWith("--")) {
        throw new WrongUse(arg.equals("--help") ? USAGE : "不认识的选项 " + arg + "\n" + USAGE);
      } else {
        target(path(arg));
      }
    }
  }

  private static Path path(String text) throws WrongUse {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new WrongUse("不是文件名：" + text);
    }
  }

  private void target(Path path) throws WrongUse {
    if (!Files.exists(path)) {
      throw new WrongUse("文件不存在：" + path + " – 请检查路径");
    }
    targets.add(path);
  }

  private static Set<X509Certificate> roots(Path file) throws WrongUse {
    try {
      return TrustedRoots.read(file);
    } catch (IOException e) {
      throw new WrongUse("根证书读不了：" + file + " – 请给出 PEM 或 DER 格式的证书文件");
    }
  }
}
