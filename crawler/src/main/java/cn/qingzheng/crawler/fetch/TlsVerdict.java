package cn.qingzheng.crawler.fetch;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Says in words what was found about the other side of a TLS connection. */
final class TlsVerdict {
  private TlsVerdict() {}

  /** Only connections whose chain and host name hold get this far; the others are faults. */
  static String of(SSLSession session) {
    return session.getProtocol() + " " + session.getCipherSuite() + "；信任链与主机名验证通过；" + certificate(session);
  }

  private static String certificate(SSLSession session) {
    try {
      Certificate leaf = session.getPeerCertificates()[0];
      String print = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded()));
      String valid = leaf instanceof X509Certificate x ? "，有效期至 " + x.getNotAfter().toInstant() : "";
      return "证书 SHA-256 " + print + valid;
    } catch (SSLPeerUnverifiedException e) {
      return "对方未出示证书";
    } catch (GeneralSecurityException e) {
      return "证书无法读取";
    }
  }
}
