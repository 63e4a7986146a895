package cn.qingzheng.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.SignerId;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.util.Store;

/** What signatures and time stamps have in common. */
final class Crypto {
  // An instance of its own: registering the provider would change the whole process.
  static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private Crypto() {}

  /**
   * The one certificate that a signature names, out of those it carries.
   *
   * @throws IOException in Chinese, if there is none or several
   */
  static X509CertificateHolder signer(SignerId wanted, Store<X509CertificateHolder> held, String what) throws IOException {
    // The identifier of the signer is a selector without type arguments.
    List<X509CertificateHolder> found = new ArrayList<>();
    for (X509CertificateHolder c : held.getMatches(null)) {
      if (wanted.match(c)) {
        found.add(c);
      }
    }
    if (found.size() != 1) {
      throw new IOException(what + "中没有签发者的证书");
    }
    return found.get(0);
  }

  /** @throws GeneralSecurityException if the certificate does not lead to one of the roots */
  static void requireChain(
      Store<X509CertificateHolder> held, X509CertificateHolder signer, Date at, Set<X509Certificate> trusted)
      throws GeneralSecurityException {
    JcaX509CertificateConverter convert = new JcaX509CertificateConverter().setProvider(PROVIDER);
    List<X509Certificate> certificates = new ArrayList<>();
    for (X509CertificateHolder c : held.getMatches(null)) {
      certificates.add(convert.getCertificate(c));
    }
    X509Certificate own = convert.getCertificate(signer);
    if (trusted.contains(own)) {
      return;
    }
    X509CertSelector target = new X509CertSelector();
    target.setCertificate(own);
    Set<TrustAnchor> anchors = trusted.stream().map(c -> new TrustAnchor(c, null)).collect(Collectors.toSet());
    PKIXBuilderParameters parameters = new PKIXBuilderParameters(anchors, target);
    parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(certificates), PROVIDER));
    parameters.setDate(at);
    // Offline; whoever needs it asks the authority for its revocation list of that day.
    parameters.setRevocationEnabled(false);
    // Ours, because the JDK's knows no SM2.
    CertPathBuilder.getInstance("PKIX", PROVIDER).build(parameters);
  }
}
