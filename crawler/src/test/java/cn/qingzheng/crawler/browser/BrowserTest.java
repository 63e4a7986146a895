package cn.qingzheng.crawler.browser;

import static cn.qingzheng.crawler.browser.LocalSites.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.model.Screenshot;
import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BrowserTest {
  private static final Instant NOW = Instant.parse("2026-11-23T01:00:00Z");
  private static final BrowserLimits LIMITS = new BrowserLimits(Duration.ofSeconds(30), 20L << 20, 60, 16_000);
  private static LocalSites sites;
  private static Browser browser;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    sites = new LocalSites();
    browser = Browser.start(chromium.get(), sites.guard(), LIMITS, Clock.fixed(NOW, ZoneOffset.UTC));
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
      sites.close();
    }
  }

  @Test
  void scripts_run_and_the_final_address_is_known() throws Exception {
    sites.page("/app", "<title>旧</title><div id=app></div><script src=http://cdn.example/app.js></script>");
    sites.on("/app.js", x -> LocalSites.answer(x, 200, "text/javascript", "document.title='证书查询';fetch('/data').then(r=>r.text()).then(t=>app.innerHTML='<p>'+t+'</p>')".getBytes(StandardCharsets.UTF_8)));
    sites.on("/data", x -> LocalSites.answer(x, 200, "text/plain; charset=utf-8", "包过班".getBytes(StandardCharsets.UTF_8)));
    sites.redirect("/start", "/app");
    Rendered r = browser.render(url("/start"));
    assertTrue(r.html().contains("<p>包过班</p>"), r.html());
    assertEquals("证书查询", r.title());
    assertEquals(url("/app"), r.url());
    assertTrue(r.complete());
    assertEquals(List.of(), r.refused());
    assertEquals(
        List.of("http://cdn.example/app.js 200 text/javascript", "http://school.example/data 200 text/plain; charset=utf-8"),
        r.traffic().resources().stream().map(x -> x.url() + " " + x.status() + " " + x.type()).toList());
    assertEquals("包过班", new String(r.traffic().resources().get(1).body(), StandardCharsets.UTF_8));
    assertEquals(
        List.of("school.example:80 127.0.0.1", "cdn.example:80 127.0.0.1"),
        r.traffic().contacts().stream().map(c -> c.host() + ":" + c.port() + " " + c.ip()).toList());
    assertEquals(NOW, r.traffic().at());
    assertEquals(browser.version(), r.traffic().browser());
  }

  @Test
  void what_appears_late_or_on_the_way_down_is_waited_for_if_asked() throws Exception {
    sites.page("/late", "<p>先</p><script>setTimeout(()=>document.body.insertAdjacentHTML('beforeend','<p id=late>后到的价格</p>'),2500)</script>");
    RenderOptions wait = new RenderOptions(Optional.of("#late"), false, Optional.empty());
    assertTrue(browser.render(url("/late"), wait).html().contains("id=\"late\""));
    assertTrue(!browser.render(url("/late")).html().contains("id=\"late\""));

    sites.page("/down", "<div style='height:4000px'>上</div><p id=p></p><script>new IntersectionObserver(e=>{if(e[0].isIntersecting)p.textContent='滚动后才有'}).observe(p)</script>");
    RenderOptions scroll = new RenderOptions(Optional.empty(), true, Optional.empty());
    assertTrue(browser.render(url("/down"), scroll).html().contains("滚动后才有</p>"));
    assertTrue(!browser.render(url("/down")).html().contains("滚动后才有</p>"));
  }

  @Test
  void what_never_appears_costs_the_time_asked_for_and_not_the_page() throws Exception {
    sites.page("/nothing", "<p>正文</p>");
    RenderOptions wait = new RenderOptions(Optional.of("#\"');never"), false, Optional.of(Duration.ofSeconds(8)));
    assertThrows(BrowserException.class, () -> browser.render(url("/nothing"), wait), "no selector");
    RenderOptions other = new RenderOptions(Optional.of("#never"), false, Optional.of(Duration.ofSeconds(8)));
    Rendered r = browser.render(url("/nothing"), other);
    assertTrue(r.html().contains("正文"));
    assertFalse(r.complete());
  }

  @Test
  void no_datagram_leaves_for_webrtc_quic_or_webtransport() throws Exception {
    try (DatagramSocket secret = new DatagramSocket(0)) {
      secret.setSoTimeout(200);
      int port = secret.getLocalPort();
      StringBuilder page = new StringBuilder("<p>页</p><script>");
      for (String h : Stream.concat(Stream.of("127.0.0.1", "localhost"), own().stream()).toList()) {
        page.append("{let c=new RTCPeerConnection({iceServers:[{urls:['stun:" + h + ":" + port + "','turn:" + h + ":" + port + "'],username:'u',credential:'p'}]});")
            .append("c.createDataChannel('x');c.createOffer().then(o=>c.setLocalDescription(o));")
            .append("c.addIceCandidate({candidate:'candidate:1 1 udp 2130706431 " + h + " " + port + " typ host',sdpMid:'0',sdpMLineIndex:0}).catch(e=>0)}")
            .append("try{new WebTransport('https://" + h + ":" + port + "/x').ready.catch(e=>0)}catch(e){}")
            .append("fetch('https://" + h + ":" + port + "/q',{mode:'no-cors'}).catch(e=>0);");
      }
      sites.page("/udp", page.append("</script>").toString());
      browser.render(url("/udp"));
      assertThrows(SocketTimeoutException.class, () -> secret.receive(new DatagramPacket(new byte[100], 100)));
    }
  }

  @Test
  void the_browser_looks_no_name_up_itself() throws Exception {
    sites.page("/hints", "<link rel=dns-prefetch href=//localhost:1><link rel=preconnect href=http://localhost:" + sites.secretPort()
        + "><link rel=prefetch href=http://localhost:" + sites.secretPort() + "/p><link rel=prerender href=http://localhost:" + sites.secretPort()
        + "/r><script type=speculationrules>{\"prefetch\":[{\"source\":\"list\",\"urls\":[\"http://localhost:" + sites.secretPort() + "/s\"]}]}</script><p>页</p>");
    browser.render(url("/hints"));
    assertEquals(0, sites.secretConnections.get());
  }

  @Test
  void a_page_that_fills_the_memory_is_ended_and_the_next_one_shown() throws Exception {
    assumeTrue(Files.exists(Path.of("/proc/self/statm")));
    BrowserLimits small = new BrowserLimits(Duration.ofSeconds(60), 1 << 20, 50, 1000, 1400L << 20);
    try (Browser strict = Browser.start(Browser.find().orElseThrow(), sites.guard(), small)) {
      sites.page("/memory", "<p>页</p><script>window.a=[];setInterval(()=>{for(let i=0;i<4;i++)a.push(new Uint8Array(16<<20).fill(1))},20)</script><img src=/stay>");
      CountDownLatch over = new CountDownLatch(1);
      sites.on("/stay", x -> {
        try {
          over.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      });
      sites.page("/light", "<p>轻</p>");
      BrowserException e = assertThrows(BrowserException.class, () -> strict.render(url("/memory")));
      over.countDown();
      assertTrue(e.getMessage().contains("MB of memory"), e.getMessage());
      assertTrue(strict.render(url("/light")).html().contains("轻"));
    }
  }

  @Test
  void a_document_without_end_is_cut_before_it_leaves_the_browser() throws Exception {
    sites.page("/wide", "<p>页</p><div hidden id=w></div><script>w.append('字'.repeat(18<<20))</script>");
    Rendered r = browser.render(url("/wide"));
    assertEquals(16 << 20, r.html().length());
    assertFalse(r.complete());
  }

  @Test
  void a_browser_that_was_killed_is_started_again_for_the_next_page() throws Exception {
    try (Browser own = Browser.start(Browser.find().orElseThrow(), sites.guard(), LIMITS)) {
      sites.page("/again", "<p>又</p>");
      for (int i = 0; i < 2; i++) {
        assertTrue(own.render(url("/again")).html().contains("又"));
        ProcessHandle newest = ProcessHandle.current().children().max(Comparator.comparing(p -> p.info().startInstant().orElse(Instant.EPOCH))).orElseThrow();
        newest.destroyForcibly();
        newest.onExit().join();
      }
    }
  }

  @Test
  void a_killed_process_leaves_no_chromium_and_the_next_browser_removes_its_profile() throws Exception {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"),
                BrowserForever.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (BufferedReader out = new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
      assertEquals("started", out.readLine());
      Path profile = Path.of(out.readLine());
      List<ProcessHandle> chromium = child.descendants().toList();
      assertTrue(chromium.size() > 1 && Files.exists(profile));
      child.destroyForcibly().waitFor();
      for (ProcessHandle p : chromium) {
        assertFalse(p.onExit().get(60, TimeUnit.SECONDS).isAlive());
      }
      Browser.start(Browser.find().orElseThrow(), sites.guard(), LIMITS).close();
      assertFalse(Files.exists(profile));
    } finally {
      child.destroyForcibly();
    }
  }

  @Test
  void no_request_of_a_page_reaches_loopback_or_a_private_address() throws Exception {
    int port = sites.secretPort();
    sites.redirect("/to-secret", "http://127.0.0.1:" + port + "/redirected");
    StringBuilder page = new StringBuilder("<p>页</p><script>let done=[];");
    List<String> hosts = Stream.concat(Stream.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0", "127.1", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]", "foo.localhost"), own().stream()).toList();
    for (String h : hosts) {
      String at = h + ":" + port;
      page.append("new Image().src='http://" + at + "/img';fetch('http://" + at + "/fetch',{mode:'no-cors'}).catch(e=>0);")
          .append("navigator.sendBeacon('http://" + at + "/beacon','x');try{new WebSocket('ws://" + at + "/ws')}catch(e){}")
          .append("try{new EventSource('http://" + at + "/es')}catch(e){}")
          .append("{let f=document.createElement('iframe');f.src='http://" + at + "/frame';document.body.append(f)}");
    }
    page.append("fetch('/to-secret',{mode:'no-cors'}).catch(e=>0);new Image().src='/to-secret';")
        .append("{let l=document.createElement('link');l.rel='preconnect';l.href='http://127.0.0.1:" + port + "';document.head.append(l)}")
        .append("new RTCPeerConnection({iceServers:[{urls:'turn:127.0.0.1:" + port + "?transport=tcp',username:'u',credential:'p'}]}).createDataChannel('x');")
        .append("window.open('http://127.0.0.1:" + port + "/popup');</script><iframe src=/to-secret></iframe>")
        .append("<iframe srcdoc=\"<meta http-equiv=refresh content='0;url=http://127.0.0.1:" + port + "/meta'>\"></iframe>");
    sites.page("/ssrf", page.toString());
    Rendered r = browser.render(url("/ssrf"));
    assertEquals(0, sites.secretConnections.get());
    for (String h : List.of("127.0.0.1", "localhost", "[::1]", "0.0.0.0")) {
      assertTrue(r.refused().contains(h + ":" + port), h + " in " + r.refused());
    }
    assertTrue(sites.hits("/to-secret") >= 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1:PORT/", "http://localhost:PORT/", "http://[::1]:PORT/", "http://school.example/away", "file:///etc/passwd", "chrome://version", "http://school.example:PORT/"})
  void a_private_or_local_address_is_no_page(String address) throws Exception {
    sites.redirect("/away", "http://127.0.0.1:" + sites.secretPort() + "/");
    URI uri = URI.create(address.replace("PORT", "" + sites.secretPort()));
    assertThrows(BrowserException.class, () -> browser.render(uri));
    assertThrows(BrowserException.class, () -> browser.screenshot(uri, dir.resolve("a.png")));
    assertEquals(0, sites.secretConnections.get());
    assertFalse(Files.exists(dir.resolve("a.png")));
  }

  @Test
  void a_picture_shows_the_whole_page_and_not_only_the_window() throws Exception {
    sites.page("/tall", "<body style='margin:0'><div style='height:3000px;background:#fff'></div><div style='height:100px;background:#c00000'>国徽</div>");
    Screenshot shot = browser.screenshot(url("/tall"), dir.resolve("tall.png"));
    BufferedImage png = ImageIO.read(shot.png().toFile());
    assertEquals(List.of(1280, 3100, 1280, 3100), List.of(png.getWidth(), png.getHeight(), shot.width(), shot.height()));
    assertEquals(0xffc00000, png.getRGB(1000, 3090));
    assertEquals(0xffffffff, png.getRGB(1000, 2900));
    assertEquals(NOW, shot.at());
    assertTrue(shot.browser().contains("/"), shot.browser());
    try (var files = Files.list(dir)) {
      assertEquals(1, files.count());
    }
  }

  @Test
  void a_picture_is_cut_off_at_the_limit() throws Exception {
    sites.page("/endless", "<body style='margin:0'>长<div style='height:90000px'></div>");
    assertEquals(16_000, browser.screenshot(url("/endless"), dir.resolve("a.png")).height());
  }

  @Test
  void dialogs_do_not_stop_a_page() throws Exception {
    sites.page("/alert", "<p id=p>前</p><script>alert('x');confirm('y');prompt('z');onbeforeunload=e=>e.preventDefault();p.textContent='对话框之后'</script>");
    assertTrue(browser.render(url("/alert")).html().contains("对话框之后"));
  }

  @Test
  void a_blank_page_a_dead_host_and_a_download_are_errors() throws Exception {
    sites.page("/blank", "<html><body><script>1</script>  <div></div></body></html>");
    sites.on("/file", x -> {
      x.getResponseHeaders().set("Content-Disposition", "attachment; filename=a.exe");
      LocalSites.answer(x, 200, "application/octet-stream", new byte[] {1, 2, 3});
    });
    for (String address : List.of("http://school.example/blank", "http://nowhere.example/", "http://school.example/file")) {
      assertThrows(BrowserException.class, () -> browser.render(URI.create(address)), address);
    }
    sites.on("/missing", x -> LocalSites.answer(x, 404, "text/html;charset=utf-8", "<p>没有</p>".getBytes(StandardCharsets.UTF_8)));
    assertTrue(browser.render(url("/missing")).html().contains("没有"));
  }

  @Test
  void a_script_without_end_costs_only_its_page() throws Exception {
    try (Browser strict = Browser.start(Browser.find().orElseThrow(), sites.guard(), new BrowserLimits(Duration.ofSeconds(6), 1 << 20, 50, 1000))) {
      sites.page("/loop", "<p>页</p><script>while(true){}</script>");
      sites.page("/fine", "<p>好</p>");
      assertThrows(BrowserException.class, () -> strict.render(url("/loop")));
      assertTrue(strict.render(url("/fine")).html().contains("好"));
    }
  }

  @Test
  void a_picture_that_never_comes_does_not_lose_the_page() throws Exception {
    sites.page("/slow", "<p>正文在此</p><img src=/never>");
    sites.on("/never", x -> {
      x.sendResponseHeaders(200, 0);
      try {
        new java.util.concurrent.CountDownLatch(1).await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    try (Browser strict = Browser.start(Browser.find().orElseThrow(), sites.guard(), new BrowserLimits(Duration.ofSeconds(9), 1 << 20, 50, 1000))) {
      Rendered r = strict.render(url("/slow"));
      assertTrue(r.html().contains("正文在此"));
      assertFalse(r.complete());
    }
  }

  @Test
  void nothing_of_one_page_is_left_for_the_next() throws Exception {
    sites.page("/cookie", "<p id=p></p><script>p.textContent='旧值['+document.cookie+(localStorage.x||'')+']';document.cookie='a=1';localStorage.x='b'</script>");
    assertTrue(browser.render(url("/cookie")).html().contains("旧值[]"));
    assertTrue(browser.render(url("/cookie")).html().contains("旧值[]"));
  }

  @Test
  void requests_over_the_limit_are_refused_and_named() throws Exception {
    sites.page("/many", "<p>多</p><script>for(let i=0;i<200;i++)fetch('/one?'+i).catch(e=>0)</script>");
    sites.on("/one", x -> LocalSites.answer(x, 200, "text/plain", new byte[] {65}));
    Rendered r = browser.render(url("/many"));
    assertTrue(sites.hits("/one") < 60, "served: " + sites.hits("/one"));
    assertTrue(r.refused().contains("school.example:80"));
  }

  @Test
  void closing_ends_every_process_and_removes_the_profile() throws Exception {
    long before = children();
    List<Path> profiles = profiles();
    Browser own = Browser.start(Browser.find().orElseThrow(), sites.guard(), LIMITS);
    sites.page("/x", "<p>x</p>");
    own.render(url("/x"));
    assertTrue(children() > before);
    List<Path> added = profiles().stream().filter(p -> !profiles.contains(p)).toList();
    assertEquals(1, added.size());
    own.close();
    assertEquals(before, children());
    assertFalse(Files.exists(added.get(0)));
    assertThrows(BrowserException.class, () -> own.render(url("/x")));
  }

  private static long children() {
    return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).count();
  }

  /** Of browsers that this process started; others may start and end their own meanwhile. */
  private static List<Path> profiles() {
    return ProcessHandle.current().children()
        .flatMap(p -> Stream.of(p.info().arguments().orElse(new String[0])))
        .filter(a -> a.startsWith("--user-data-dir=")).map(a -> Path.of(a.substring("--user-data-dir=".length()))).filter(Files::exists).sorted().toList();
  }

  /** Addresses by which this machine is known to others. */
  private static List<String> own() throws IOException {
    return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
        .filter(a -> a instanceof Inet4Address && a.isSiteLocalAddress()).map(InetAddress::getHostAddress).toList();
  }
}
