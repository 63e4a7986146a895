package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** The key of the test seal, made once for each organ and kept in a file that only its owner reads. */
public record SealKey(PrivateKey secret, X509Certificate certificate) {
  /** The file's protection is its permissions; a password beside it in the code would protect nothing. */
  private static final char[] NONE = "test-seal".toCharArray();

  private static final String ALIAS = "seal";

  /** Reads the key, or makes it. */
  public static SealKey open(Path file, String organ, Clock clock) throws IOException {
    try {
      return Files.exists(file) ? read(file) : make(file, organ, clock);
    } catch (GeneralSecurityException | OperatorCreationException e) {
      throw new Refusal("无法使用测试印章的密钥 " + file + "：" + e.getMessage() + "，请检查文件，或移走后重新生成", e);
    }
  }

  private static SealKey read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, NONE);
    }
    return new SealKey((PrivateKey) store.getKey(ALIAS, NONE), (X509Certificate) store.getCertificate(ALIAS));
  }

  private static SealKey make(Path file, String organ, Clock clock) throws IOException, GeneralSecurityException, OperatorCreationException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(3072);
    KeyPair pair = generator.generateKeyPair();
    X509Certificate certificate = certificate(pair, organ, clock.instant());
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NONE);
    store.setKeyEntry(ALIAS, pair.getPrivate(), NONE, new Certificate[] {certificate});
    Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
    // Whole or not at all: half a key would be found and refused ever after.
    Path part = folder.resolve(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.createFile(part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    try (OutputStream out = Files.newOutputStream(part)) {
      store.store(out, NONE);
    }
    Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
    return new SealKey(pair.getPrivate(), certificate);
  }

  private static X509Certificate certificate(KeyPair pair, String organ, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    X500Name name = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.O, organ).addRDN(BCStyle.CN, organ + "（测试印章，无法律效力）").build();
    JcaX509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
            name, BigInteger.valueOf(now.toEpochMilli()), Date.from(now.minus(Duration.ofDays(1))), Date.from(now.plus(Duration.ofDays(3650))),
            name, pair.getPublic());
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
    return new JcaX509CertificateConverter().getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate())));
  }
}
