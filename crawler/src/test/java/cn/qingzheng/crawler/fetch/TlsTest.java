package cn.qingzheng.crawler.fetch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.net.AddressGuard;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir Path folder;
  private HttpsServer server;
  private KeyStore keys;

  @BeforeEach
  void serve() throws Exception {
    keys = certificate("right.example");
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), null, null);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext(
        "/",
        e -> {
          e.sendResponseHeaders(200, 2);
          e.getResponseBody().write("ok".getBytes());
          e.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private KeyStore certificate(String host) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "a",
                "-keyalg", "EC", "-dname", "CN=" + host, "-ext", "SAN=dns:" + host, "-storetype", "PKCS12",
                "-keystore", file.toString(), "-storepass", "changeit")
            .redirectErrorStream(true)
            .start();
    assertEquals(0, keytool.waitFor());
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private Fetched fetch(String host, Optional<SSLContext> trust) throws IOException {
    AddressGuard guard =
        AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo(host, 443, server.getAddress())));
    CrawlSettings settings = CrawlSettings.defaults();
    try (HttpFetcher fetcher = new HttpFetcher(guard, settings, Clock.systemUTC(), trust)) {
      return fetcher.fetch(
          new FetchRequest(URI.create("https://" + host + "/"), "test", Validators.none(), settings.limits(), List.of()));
    }
  }

  private SSLContext trusting() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("a", keys.getCertificate("a"));
    TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, managers.getTrustManagers(), null);
    return tls;
  }

  @Test
  void a_certificate_that_nobody_vouches_for_is_refused() throws IOException {
    Fetched.Fault fault = assertInstanceOf(Fetched.Fault.class, fetch("right.example", Optional.empty()));
    assertEquals(FailureCause.TLS, fault.cause());
  }

  @Test
  void a_certificate_of_another_host_is_refused() throws Exception {
    Fetched.Fault fault = assertInstanceOf(Fetched.Fault.class, fetch("wrong.example", Optional.of(trusting())));
    assertEquals(FailureCause.TLS, fault.cause());
  }

  @Test
  void a_right_certificate_is_recorded_with_its_fingerprint() throws Exception {
    Fetched.Answer answer = assertInstanceOf(Fetched.Answer.class, fetch("right.example", Optional.of(trusting())));
    String verdict = answer.remote().tls().orElseThrow();
    assertTrue(verdict.startsWith("TLSv1.3 ") && verdict.matches(".*证书 SHA-256 [0-9a-f]{64}.*"), verdict);
    assertEquals("127.0.0.1", answer.remote().ip());
  }
}
