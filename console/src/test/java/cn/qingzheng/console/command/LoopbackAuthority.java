package cn.qingzheng.console.command;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/** A time-stamp authority on loopback, made with Bouncy Castle; its certificate is its own root and also seals. */
final class LoopbackAuthority implements AutoCloseable {
  private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

  private final HttpServer server;
  private final KeyPair pair;
  private final X509Certificate certificate;
  /** Answers nothing but 503 while it is away. */
  volatile boolean away;

  LoopbackAuthority() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", PROVIDER);
    generator.initialize(256);
    pair = generator.generateKeyPair();
    certificate = certificate();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", x -> {
      byte[] query = x.getRequestBody().readAllBytes();
      byte[] body = away ? new byte[0] : answer(query);
      x.sendResponseHeaders(away ? 503 : 200, body.length == 0 ? -1 : body.length);
      x.getResponseBody().write(body);
      x.close();
    });
    server.start();
  }

  private X509Certificate certificate() throws Exception {
    Instant now = Instant.now();
    X500Principal name = new X500Principal("CN=示例时间戳机构");
    JcaX509v3CertificateBuilder b = new JcaX509v3CertificateBuilder(
        name, BigInteger.ONE, Date.from(now.minus(Duration.ofDays(1))), Date.from(now.plus(Duration.ofDays(9))), name, pair.getPublic());
    b.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
    return new JcaX509CertificateConverter().setProvider(PROVIDER)
        .getCertificate(b.build(new JcaContentSignerBuilder("SHA256withECDSA").setProvider(PROVIDER).build(pair.getPrivate())));
  }

  private byte[] answer(byte[] query) throws IOException {
    try {
      TimeStampTokenGenerator token = new TimeStampTokenGenerator(
          new JcaSimpleSignerInfoGeneratorBuilder().setProvider(PROVIDER).build("SHA256withECDSA", pair.getPrivate(), certificate),
          new JcaDigestCalculatorProviderBuilder().setProvider(PROVIDER).build().get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
          new ASN1ObjectIdentifier("1.2.3.4.1"));
      token.addCertificates(new JcaCertStore(List.of(certificate)));
      return new TimeStampResponseGenerator(token, Set.of(TSPAlgorithms.SHA256, TSPAlgorithms.SM3))
          .generate(new TimeStampRequest(query), BigInteger.valueOf(System.nanoTime()), Date.from(Instant.now())).getEncoded();
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  String uri() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** Its certificate as a root for readers. */
  Path root(Path file) throws Exception {
    return Files.writeString(file, "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes()).encodeToString(certificate.getEncoded()) + "\n-----END CERTIFICATE-----\n");
  }

  /** Its key as a seal. */
  Path pkcs12(Path file, String password) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12", PROVIDER);
    store.load(null, null);
    store.setKeyEntry("seal", pair.getPrivate(), password.toCharArray(), new Certificate[] {certificate});
    try (var out = Files.newOutputStream(file)) {
      store.store(out, password.toCharArray());
    }
    return file;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
