package cn.qingzheng.crawler.fetch;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Says in words what was found about the other side of a TLS connection, and keeps what it showed. */
final class TlsVerdict {
  private TlsVerdict() {}

  /** @param faults what is wrong with its certificate, in Chinese; empty if it holds */
  static String of(SSLSession session, List<String> faults) {
    String verdict =
        faults.isEmpty() ? "信任链与主机名验证通过" : "证书验证未通过（" + String.join("；", faults) + "），按批准继续";
    return session.getProtocol() + " " + session.getCipherSuite() + "；" + verdict + "；" + certificate(session);
  }

  /** The certificates as the server sent them, its own first; empty if there is none. */
  static List<X509Certificate> chain(SSLSession session) {
    List<X509Certificate> chain = new ArrayList<>();
    try {
      for (Certificate c : session.getPeerCertificates()) {
        if (c instanceof X509Certificate x) {
          chain.add(x);
        }
      }
    } catch (SSLPeerUnverifiedException e) {
      // It showed none.
    }
    return chain;
  }

  /** The chain in DER. */
  static List<byte[]> encoded(SSLSession session) {
    List<byte[]> der = new ArrayList<>();
    try {
      for (X509Certificate c : chain(session)) {
        der.add(c.getEncoded());
      }
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read has its bytes", e);
    }
    return der;
  }

  private static String certificate(SSLSession session) {
    List<X509Certificate> chain = chain(session);
    if (chain.isEmpty()) {
      return "对方未出示证书";
    }
    X509Certificate leaf = chain.get(0);
    try {
      String print = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(leaf.getEncoded()));
      return "证书 SHA-256 " + print + "，有效期至 " + leaf.getNotAfter().toInstant();
    } catch (GeneralSecurityException e) {
      return "证书无法读取";
    }
  }
}
