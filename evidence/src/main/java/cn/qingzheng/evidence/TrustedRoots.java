package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.LinkedHashSet;
import java.util.Set;

/** Root certificates that a reader trusts, from a file. */
public final class TrustedRoots {
  private TrustedRoots() {}

  /**
   * @param file PEM with one certificate or more, or DER
   * @throws IOException in Chinese, if it holds none
   */
  public static Set<X509Certificate> read(Path file) throws IOException {
    Set<X509Certificate> roots = new LinkedHashSet<>();
    try (InputStream in = Files.newInputStream(file)) {
      // The JDK's own factory gives SM2 keys that nothing can verify with.
      for (Certificate c : CertificateFactory.getInstance("X.509", Crypto.PROVIDER).generateCertificates(in)) {
        roots.add((X509Certificate) c);
      }
    } catch (CertificateException e) {
      throw new IOException(file + " 不是证书文件：" + e.getMessage(), e);
    }
    if (roots.isEmpty()) {
      throw new IOException(file + " 中没有证书");
    }
    return roots;
  }
}
