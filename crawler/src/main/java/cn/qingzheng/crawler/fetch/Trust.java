package cn.qingzheng.crawler.fetch;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.NoopHostnameVerifier;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;

/**
 * Which certificates are good enough to connect. Usually those that hold; where somebody has approved it for a seed,
 * any, and then the record says what is wrong with it.
 */
final class Trust {
  private final X509ExtendedTrustManager authorities;
  private final CertificateFaults faults;
  private final Clock clock;

  private Trust(X509ExtendedTrustManager authorities, Clock clock) {
    this.authorities = authorities;
    this.faults = new CertificateFaults(authorities);
    this.clock = clock;
  }

  /** @param instead of the authorities that Java trusts */
  static Trust of(Optional<KeyStore> instead, Clock clock) {
    try {
      TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(instead.orElse(null));
      return new Trust(extended(factory.getTrustManagers()), clock);
    } catch (NoSuchAlgorithmException | KeyStoreException e) {
      throw new IllegalStateException("every Java has a trust manager", e);
    }
  }

  private static X509ExtendedTrustManager extended(TrustManager[] all) {
    return Stream.of(all)
        .filter(X509ExtendedTrustManager.class::isInstance)
        .map(X509ExtendedTrustManager.class::cast)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("trust manager should be extended, was: " + Arrays.toString(all)));
  }

  /** Connects only to certificates that hold. */
  TlsSocketStrategy strict() {
    return new DefaultClientTlsStrategy(
        context(new Strict()), HostnameVerificationPolicy.BOTH, HttpsSupport.getDefaultHostnameVerifier());
  }

  /** Connects whatever the certificate says. */
  TlsSocketStrategy any() {
    return new DefaultClientTlsStrategy(
        context(new Any()), HostnameVerificationPolicy.CLIENT, NoopHostnameVerifier.INSTANCE);
  }

  private static SSLContext context(TrustManager manager) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {manager}, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has TLS", e);
    }
  }

  /** What is wrong with the other side of a connection, in Chinese; empty if nothing. */
  List<String> faults(SSLSession session, String host) {
    return faults.of(TlsVerdict.chain(session).toArray(X509Certificate[]::new), "UNKNOWN", host, clock.instant());
  }

  /** As Java decides, with the reasons in words. */
  private final class Strict extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
      try {
        authorities.checkServerTrusted(chain, authType, socket);
      } catch (CertificateException e) {
        String host = socket instanceof SSLSocket s ? s.getHandshakeSession().getPeerHost() : "";
        throw refused(chain, authType, host, e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
      try {
        authorities.checkServerTrusted(chain, authType, engine);
      } catch (CertificateException e) {
        throw refused(chain, authType, engine.getPeerHost(), e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
      authorities.checkServerTrusted(chain, authType);
    }

    private CertificateException refused(X509Certificate[] chain, String authType, String host, CertificateException e) {
      List<String> why = faults.of(chain, authType, host, clock.instant());
      return new RefusedCertificateException(why.isEmpty() ? List.of("证书无法验证") : why, e);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
      throw new CertificateException("no server here");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return authorities.getAcceptedIssuers();
    }
  }

  private static final class Any extends X509ExtendedTrustManager {
    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
