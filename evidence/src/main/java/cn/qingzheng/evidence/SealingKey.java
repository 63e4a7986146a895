package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;

/**
 * The bureau's key and certificates, with which packages are signed as they are sealed. It never leaves this object,
 * and nothing of it or its password is logged.
 */
public final class SealingKey {
  private final PrivateKey key;
  private final List<X509Certificate> chain;
  private final Kind kind;
  private final String algorithm;

  private SealingKey(PrivateKey key, List<X509Certificate> chain, Kind kind, String algorithm) {
    this.key = key;
    this.chain = List.copyOf(chain);
    this.kind = kind;
    this.algorithm = algorithm;
  }

  /** Which of the two signatures a package may have comes of the key. */
  enum Kind {
    /** RSA or ECDSA with SHA-256, which tools everywhere check. */
    COMMON(".p7s"),
    /** SM2 with SM3 (GB/T 35275). */
    SM2(".sm2.p7s");

    private final String ending;

    Kind(String ending) {
      this.ending = ending;
    }

    String ending() {
      return ending;
    }
  }

  /**
   * Reads the one private key of a PKCS#12 file.
   *
   * @param password cleared by the caller
   * @throws IOException in Chinese, without the password: wrong password, no or several keys, a key that cannot sign
   */
  public static SealingKey read(Path pkcs12, char[] password) throws IOException {
    try (InputStream in = Files.newInputStream(pkcs12)) {
      KeyStore store = KeyStore.getInstance("PKCS12", Crypto.PROVIDER);
      store.load(in, password);
      List<String> keys = new ArrayList<>();
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          keys.add(alias);
        }
      }
      if (keys.size() != 1) {
        throw new IOException(pkcs12 + " 中应恰好有一个私钥，现有 " + keys.size() + " 个");
      }
      return of(store, keys.get(0), password, pkcs12);
    } catch (GeneralSecurityException e) {
      throw new IOException(pkcs12 + " 无法作为签名密钥读取：" + e.getMessage(), e);
    } catch (IOException e) {
      // The store says "wrong password or corrupted file" in words of its own.
      throw e.getMessage() != null && e.getMessage().startsWith(pkcs12.toString())
          ? e
          : new IOException(pkcs12 + " 打不开：文件不是 PKCS#12，或密码不对", e);
    }
  }

  private static SealingKey of(KeyStore store, String alias, char[] password, Path file)
      throws GeneralSecurityException, IOException {
    List<X509Certificate> chain = new ArrayList<>();
    Certificate[] held = store.getCertificateChain(alias);
    for (Certificate c : held == null ? new Certificate[0] : held) {
      chain.add((X509Certificate) c);
    }
    if (chain.isEmpty()) {
      throw new IOException(file + " 中没有私钥的证书");
    }
    if (!(store.getKey(alias, password) instanceof PrivateKey key)) {
      throw new IOException(file + " 中的密钥不是私钥");
    }
    Kind kind = kind(chain.get(0));
    return new SealingKey(key, chain, kind, algorithm(chain.get(0), kind, file));
  }

  private static Kind kind(X509Certificate certificate) {
    SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    return GMObjectIdentifiers.sm2p256v1.equals(key.getAlgorithm().getParameters()) ? Kind.SM2 : Kind.COMMON;
  }

  private static String algorithm(X509Certificate certificate, Kind kind, Path file) throws IOException {
    if (kind == Kind.SM2) {
      return "SM3withSM2";
    }
    if (certificate.getPublicKey() instanceof ECPublicKey) {
      return "SHA256withECDSA";
    }
    if (certificate.getPublicKey().getAlgorithm().equals("RSA")) {
      return "SHA256withRSA";
    }
    throw new IOException(file + " 的密钥算法应为 RSA、ECDSA 或 SM2，现为 " + certificate.getPublicKey().getAlgorithm());
  }

  PrivateKey key() {
    return key;
  }

  /** The signer's own certificate first. */
  List<X509Certificate> chain() {
    return chain;
  }

  Kind kind() {
    return kind;
  }

  /** As JCA names it. */
  String algorithm() {
    return algorithm;
  }

  /** Whether it signs by SM2 (GB/T 32918). */
  public boolean national() {
    return kind == Kind.SM2;
  }

  /** Subject of the certificate, for people. */
  public String subject() {
    return chain.get(0).getSubjectX500Principal().getName();
  }

  /** From when and until when the certificate holds. */
  public boolean validAt(Instant time) {
    Date at = Date.from(time);
    return !at.before(chain.get(0).getNotBefore()) && !at.after(chain.get(0).getNotAfter());
  }

  /** SHA-256 of the certificate, lower-case hex. */
  String fingerprint() {
    try {
      return Digests.sha256(chain.get(0).getEncoded());
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException("a certificate that was read should be writable", e);
    }
  }

  @Override
  public String toString() {
    return "SealingKey[" + algorithm + ", " + subject() + "]";
  }
}
