package cn.qingzheng.crawler.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.net.AddressGuard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardingProxyTest {
  private LocalSites sites;

  @BeforeEach
  void start() throws IOException {
    sites = new LocalSites();
    sites.on("/x", x -> LocalSites.answer(x, 200, "text/plain", (x.getRequestMethod() + " " + x.getRequestURI() + " " + x.getRequestHeaders().getFirst("Host") + " " + x.getRequestHeaders().containsKey("Proxy-Connection")).getBytes(StandardCharsets.US_ASCII)));
    sites.on("/big", x -> LocalSites.answer(x, 200, "text/plain", new byte[3_000_000]));
  }

  @AfterEach
  void stop() throws IOException {
    sites.close();
  }

  @Test
  void a_plain_request_and_a_tunnel_reach_the_host_the_guard_maps() throws Exception {
    try (GuardingProxy proxy = GuardingProxy.guarded(sites.guard(), BrowserLimits.standard())) {
      String plain = talk(proxy, "GET http://school.example/x?q=1 HTTP/1.1\r\nHost: school.example\r\nProxy-Connection: keep-alive\r\n\r\n");
      assertTrue(plain.endsWith("GET /x?q=1 school.example false"), plain);
      String posted = talk(proxy, "POST http://user@SCHOOL.example:80/x HTTP/1.1\r\nHost: school.example\r\nContent-Length: 3\r\n\r\nabc");
      assertTrue(posted.endsWith("POST /x school.example false"), posted);
      String tunnel = talk(proxy, "CONNECT school.example:80 HTTP/1.1\r\nHost: school.example:80\r\n\r\nGET /x HTTP/1.1\r\nHost: school.example\r\nConnection: close\r\n\r\n");
      assertTrue(tunnel.startsWith("HTTP/1.1 200 Connection Established\r\n\r\nHTTP/1.1 200"), tunnel);
      assertEquals(List.of(), proxy.refused());
      assertTrue(proxy.received() > 0);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "0.0.0.0", "2130706433", "10.0.0.1", "169.254.169.254", "[::ffff:127.0.0.1]"})
  void what_the_guard_refuses_gets_no_connection_and_is_named(String host) throws Exception {
    try (GuardingProxy proxy = GuardingProxy.guarded(sites.guard(), BrowserLimits.standard())) {
      String at = host + ":" + sites.secretPort();
      assertEquals("", talk(proxy, "GET http://" + at + "/ HTTP/1.1\r\nHost: " + at + "\r\n\r\n"));
      assertTrue(talk(proxy, "CONNECT " + at + " HTTP/1.1\r\nHost: " + at + "\r\n\r\n").startsWith("HTTP/1.1 403"));
      // The Host header says nothing about where the request goes.
      assertEquals("", talk(proxy, "GET http://" + at + "/ HTTP/1.1\r\nHost: school.example\r\n\r\n"));
      assertEquals(List.of(at, at, at), proxy.refused());
      assertEquals(0, sites.secretConnections.get());
    }
  }

  @Test
  void a_closed_proxy_lets_nothing_through() throws Exception {
    try (GuardingProxy proxy = GuardingProxy.closed(BrowserLimits.standard())) {
      assertEquals("", talk(proxy, "GET http://school.example/x HTTP/1.1\r\nHost: school.example\r\n\r\n"));
      assertEquals(0, sites.hits("/x"));
    }
  }

  @Test
  void bytes_and_requests_are_capped_for_all_connections_together() throws Exception {
    BrowserLimits limits = new BrowserLimits(Duration.ofSeconds(5), 1_000_000, 2, 100);
    try (GuardingProxy proxy = GuardingProxy.guarded(sites.guard(), limits)) {
      assertTrue(talk(proxy, "GET http://school.example/big HTTP/1.1\r\nHost: x\r\n\r\n").length() <= 1_000_000);
      assertEquals("", talk(proxy, "GET http://school.example/x HTTP/1.1\r\nHost: x\r\n\r\n"));
    }
    try (GuardingProxy proxy = GuardingProxy.guarded(sites.guard(), limits)) {
      for (int i = 0; i < 5; i++) {
        talk(proxy, "GET http://school.example/x HTTP/1.1\r\nHost: x\r\n\r\n");
      }
      assertEquals(2, sites.hits("/x"));
      assertEquals(3, proxy.refused().size());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET / HTTP/1.1\r\n\r\n", "GET ftp://school.example/ HTTP/1.1\r\n\r\n", "CONNECT school.example HTTP/1.1\r\n\r\n", "CONNECT school.example:0 HTTP/1.1\r\n\r\n", "CONNECT :80 HTTP/1.1\r\n\r\n", "x\r\n\r\n", "\r\n\r\n"})
  void what_is_no_proxy_request_gets_no_answer_of_a_host(String request) throws Exception {
    if (!request.contains(":80")) {
      assertThrows(IOException.class, () -> ProxyRequest.read(new ByteArrayInputStream(request.getBytes(StandardCharsets.US_ASCII))));
    }
    try (GuardingProxy proxy = GuardingProxy.guarded(AddressGuard.publicOnly(), BrowserLimits.standard())) {
      assertTrue(!talk(proxy, request).startsWith("HTTP/1.1 200"));
    }
  }

  @Test
  void a_second_request_on_the_same_connection_is_not_passed_on_to_another_host() throws Exception {
    try (GuardingProxy proxy = GuardingProxy.guarded(sites.guard(), BrowserLimits.standard())) {
      String two = "GET http://school.example/x HTTP/1.1\r\nHost: school.example\r\n\r\nGET http://127.0.0.1:" + sites.secretPort() + "/ HTTP/1.1\r\nHost: x\r\n\r\n";
      assertTrue(talk(proxy, two).contains("GET /x"));
      assertEquals(0, sites.secretConnections.get());
    }
  }

  /** Sends everything, then reads to the end. */
  private static String talk(GuardingProxy proxy, String request) throws IOException {
    String[] at = proxy.address().split(":");
    try (Socket s = new Socket()) {
      s.setSoTimeout(20_000);
      s.connect(new InetSocketAddress(at[0], Integer.parseInt(at[1])));
      s.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(s.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
