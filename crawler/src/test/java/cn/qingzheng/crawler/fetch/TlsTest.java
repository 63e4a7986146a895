package cn.qingzheng.crawler.fetch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The key stores are made by {@code src/test/resources/tls/make.sh}. */
class TlsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private Optional<HttpsServer> server = Optional.empty();

  @AfterEach
  void stop() {
    server.ifPresent(s -> s.stop(0));
  }

  private static KeyStore store(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = TlsTest.class.getResourceAsStream("/tls/" + name + ".p12")) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private InetSocketAddress serve(KeyStore keys) throws Exception {
    HttpsServer s = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
    KeyManagerFactory keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), null, null);
    s.setHttpsConfigurator(new HttpsConfigurator(tls));
    s.createContext(
        "/",
        e -> {
          e.sendResponseHeaders(200, 2);
          e.getResponseBody().write("ok".getBytes(StandardCharsets.US_ASCII));
          e.close();
        });
    s.start();
    server = Optional.of(s);
    return s.getAddress();
  }

  private static Fetched fetch(String host, InetSocketAddress at, Optional<KeyStore> trusted, boolean any) throws IOException {
    AddressGuard guard = AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo(host, 443, at)));
    CrawlSettings settings = CrawlSettings.defaults();
    try (HttpFetcher fetcher = new HttpFetcher(guard, settings, Clock.systemUTC(), trusted)) {
      return fetcher.fetch(
          new FetchRequest(
              URI.create("https://" + host + "/"), "test", Validators.none(), settings.limits(), any, false, List.of()));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "good, wrong.example, trusted, '证书不属于该主机，证书上的名称：right.example'",
    "expired, right.example, trusted, '证书已过期，有效期至 2020-01-01T'",
    "future, right.example, trusted, '证书尚未生效，自 2120-01-01T'",
    "selfsigned, right.example, trusted, '自签名证书'",
    "good, right.example, nobody, '颁发机构不受信任'",
    "expired, wrong.example, nobody, '证书已过期，有效期至 2020-01-01T'"
  })
  void a_certificate_that_does_not_hold_is_refused_with_its_reason(String keys, String host, String trusted, String why)
      throws Exception {
    Optional<KeyStore> authorities = trusted.equals("nobody") ? Optional.empty() : Optional.of(store(trusted));
    InetSocketAddress at = serve(store(keys));
    Fetched.Fault fault = assertInstanceOf(Fetched.Fault.class, fetch(host, at, authorities, false));
    assertEquals(FailureCause.TLS, fault.cause());
    assertTrue(fault.detail().startsWith(why), fault.detail());

    Fetched.Answer answer = assertInstanceOf(Fetched.Answer.class, fetch(host, at, authorities, true));
    String verdict = answer.remote().tls().orElseThrow();
    assertTrue(verdict.contains("；证书验证未通过（" + why) && verdict.contains("），按批准继续；证书 SHA-256 "), verdict);
  }

  @Test
  void everything_that_is_wrong_is_named_and_not_only_the_first_fault() throws Exception {
    InetSocketAddress at = serve(store("expired"));
    Fetched.Fault fault = assertInstanceOf(Fetched.Fault.class, fetch("wrong.example", at, Optional.empty(), false));
    assertTrue(fault.detail().matches("证书已过期，有效期至 .*；证书不属于该主机，.*；颁发机构不受信任"), fault.detail());
  }

  @Test
  void a_right_certificate_is_recorded_with_its_fingerprint_and_its_chain() throws Exception {
    for (boolean any : List.of(false, true)) {
      KeyStore keys = store("good");
      Fetched.Answer answer =
          assertInstanceOf(Fetched.Answer.class, fetch("right.example", serve(keys), Optional.of(store("trusted")), any));
      String verdict = answer.remote().tls().orElseThrow();
      assertTrue(verdict.matches("TLSv1.3 \\w+；信任链与主机名验证通过；证书 SHA-256 [0-9a-f]{64}，有效期至 .*"), verdict);
      assertEquals("127.0.0.1", answer.remote().ip());
      assertEquals(2, answer.wire().certificates().size());
      assertArrayEquals(keys.getCertificate("a").getEncoded(), answer.wire().certificates().get(0));
      assertArrayEquals(store("trusted").getCertificate("ca").getEncoded(), answer.wire().certificates().get(1));
    }
  }

  @Test
  void what_is_no_tls_has_its_cause_too() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> {
        try (Socket s = plain.accept()) {
          s.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
          // the client hung up
        }
      });
      InetSocketAddress at = new InetSocketAddress(InetAddress.getLoopbackAddress(), plain.getLocalPort());
      Fetched.Fault fault = assertInstanceOf(Fetched.Fault.class, fetch("right.example", at, Optional.empty(), false));
      assertEquals(FailureCause.TLS, fault.cause());
    }
  }
}
