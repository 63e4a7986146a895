package cn.qingzheng.crawler.fetch;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;

/** Says in words what is wrong with a certificate: a reader wants all of it, where Java stops at the first fault. */
final class CertificateFaults {
  private static final DefaultHostnameVerifier NAMES = new DefaultHostnameVerifier();
  /** A server writes its names itself. */
  private static final int MAX_NAMES = 200;

  private final X509ExtendedTrustManager authorities;

  CertificateFaults(X509ExtendedTrustManager authorities) {
    this.authorities = authorities;
  }

  /**
   * @param chain as the server sent it, its own certificate first
   * @param host as asked for
   * @return in Chinese; empty if the certificate holds
   */
  List<String> of(X509Certificate[] chain, String authType, String host, Instant now) {
    if (chain.length == 0) {
      return List.of("对方未出示证书");
    }
    X509Certificate leaf = chain[0];
    List<String> faults = new ArrayList<>();
    if (leaf.getNotAfter().toInstant().isBefore(now)) {
      faults.add("证书已过期，有效期至 " + leaf.getNotAfter().toInstant());
    }
    if (leaf.getNotBefore().toInstant().isAfter(now)) {
      faults.add("证书尚未生效，自 " + leaf.getNotBefore().toInstant() + " 起有效");
    }
    if (!named(leaf, host)) {
      faults.add("证书不属于该主机，证书上的名称：" + names(leaf));
    }
    chainFault(chain, authType, !faults.isEmpty()).ifPresent(faults::add);
    return faults;
  }

  private java.util.Optional<String> chainFault(X509Certificate[] chain, String authType, boolean others) {
    try {
      authorities.checkServerTrusted(chain, authType);
      return java.util.Optional.empty();
    } catch (CertificateException e) {
      if (others && onlyDate(e)) {
        return java.util.Optional.empty();
      }
      return java.util.Optional.of(
          selfSigned(chain[0]) ? "自签名证书" : onlyDate(e) ? "证书链中有证书不在有效期内" : "颁发机构不受信任");
    }
  }

  /** Whether the chain leads to an authority and only a date keeps it from holding. */
  private static boolean onlyDate(Throwable e) {
    return Stream.iterate(e, t -> t != null, Throwable::getCause)
        .limit(10)
        .anyMatch(
            t -> t instanceof CertPathValidatorException v && v.getReason() == CertPathValidatorException.BasicReason.EXPIRED
                || t instanceof CertPathValidatorException w && w.getReason() == CertPathValidatorException.BasicReason.NOT_YET_VALID);
  }

  private static boolean selfSigned(X509Certificate leaf) {
    try {
      leaf.verify(leaf.getPublicKey());
      return true;
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static boolean named(X509Certificate leaf, String host) {
    try {
      NAMES.verify(host, leaf);
      return true;
    } catch (SSLException e) {
      return false;
    }
  }

  private static String names(X509Certificate leaf) {
    List<String> names = new ArrayList<>();
    try {
      if (leaf.getSubjectAlternativeNames() != null) {
        leaf.getSubjectAlternativeNames().forEach(n -> names.add(String.valueOf(n.get(1))));
      }
    } catch (CertificateParsingException e) {
      // Names that cannot be read are no names.
    }
    String all = (names.isEmpty() ? leaf.getSubjectX500Principal().getName() : String.join("、", names)).replaceAll("\\p{Cntrl}+", " ");
    return all.length() > MAX_NAMES ? all.substring(0, MAX_NAMES) + "…" : all;
  }
}
