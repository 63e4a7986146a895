package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A bureau's certificate under a root, of any algorithm and time. */
record TestKeys(KeyPair pair, X509Certificate certificate, X509Certificate root, PrivateKey rootKey) {
  static final char[] PASSWORD = "一枚测试印章".toCharArray();

  static TestKeys rsa() throws Exception {
    KeyPairGenerator g = KeyPairGenerator.getInstance("RSA", Crypto.PROVIDER);
    g.initialize(2048);
    return of(g, "SHA256withRSA", Sample.SEALED, false);
  }

  static TestKeys ec() throws Exception {
    return of(curve("P-256"), "SHA256withECDSA", Sample.SEALED, false);
  }

  static TestKeys sm2() throws Exception {
    return of(curve("sm2p256v1"), "SM3withSM2", Sample.SEALED, false);
  }

  /** Held until a day before the packages of the tests are sealed. */
  static TestKeys expired() throws Exception {
    return of(curve("P-256"), "SHA256withECDSA", Sample.SEALED.minus(31, ChronoUnit.DAYS), false);
  }

  /** A time-stamp authority's that holds for 30 days around a time. */
  static TestKeys authority(Instant around) throws Exception {
    return of(curve("P-256"), "SHA256withECDSA", around, true);
  }

  private static KeyPairGenerator curve(String name) throws GeneralSecurityException {
    KeyPairGenerator g = KeyPairGenerator.getInstance("EC", Crypto.PROVIDER);
    g.initialize(new ECGenParameterSpec(name));
    return g;
  }

  private static TestKeys of(KeyPairGenerator g, String algorithm, Instant around, boolean stamps) throws Exception {
    KeyPair root = g.generateKeyPair();
    KeyPair own = g.generateKeyPair();
    X509Certificate top = certificate("CN=示例根证书", "CN=示例根证书", root, root.getPrivate(), algorithm, around, true, false);
    X509Certificate leaf = certificate("CN=示例根证书", "CN=某市人社局（示例）电子印章", own, root.getPrivate(), algorithm, around, false, stamps);
    return new TestKeys(own, leaf, top, root.getPrivate());
  }

  private static X509Certificate certificate(
      String issuer, String subject, KeyPair pair, PrivateKey by, String algorithm, Instant around, boolean ca, boolean stamps)
      throws GeneralSecurityException, IOException, OperatorCreationException {
    JcaX509v3CertificateBuilder b = new JcaX509v3CertificateBuilder(
        new X500Principal(issuer), BigInteger.valueOf(System.nanoTime()), Date.from(around.minus(30, ChronoUnit.DAYS)),
        Date.from(around.plus(30, ChronoUnit.DAYS)), new X500Principal(subject), pair.getPublic());
    b.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
    if (stamps) {
      b.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    }
    return new JcaX509CertificateConverter().setProvider(Crypto.PROVIDER)
        .getCertificate(b.build(new JcaContentSignerBuilder(algorithm).setProvider(Crypto.PROVIDER).build(by)));
  }

  Path pkcs12(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12", Crypto.PROVIDER);
    store.load(null, null);
    store.setKeyEntry("seal", pair.getPrivate(), PASSWORD, new Certificate[] {certificate, root});
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }
    return file;
  }

  SealingKey key(Path folder) throws IOException, GeneralSecurityException {
    return SealingKey.read(pkcs12(Files.createTempFile(folder, "seal", ".p12")), PASSWORD);
  }

  Path rootFile(Path file) throws IOException, GeneralSecurityException {
    return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(root.getEncoded()) + "\n-----END CERTIFICATE-----\n");
  }
}
