package cn.qingzheng.console.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.ScanJob;
import cn.qingzheng.console.scan.ScanReport;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.console.scan.SampleScan;
import cn.qingzheng.crawler.net.AddressGuard;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a page says is captured as it is, and shown on no terminal as it is. */
class HostilePageTest {
  private static final String HOST = "www.hostile-school.example";
  private static final String PAGE =
      "<!doctype html><meta charset=utf-8><title>招生\u001b]0;owned\u0007简章</title><body><h1>甲乙\u001b[2J职业培训学校\u202e</h1>"
          + "<p>健康管理师职业资格证书\u001b[31m，考试\u001b[8m包过，\u009b1A不过退款。</p><footer>版权所有 甲乙\u0007职业培训学校有限公司</footer></body>";

  @TempDir Path folder;

  @Test
  void no_command_hands_control_characters_of_a_page_to_the_terminal() throws Exception {
    Path home = Files.createDirectories(folder.resolve("home"));
    ScanReport report = scan(home);
    for (List<Object> command :
        List.<List<Object>>of(List.of("search", "包过"), List.of("case", "list"), List.of("case", "show", SampleHome.cases(home).get(0)))) {
      Run run = Run.of(java.util.stream.Stream.concat(command.stream(), java.util.stream.Stream.of("--home", home)).toArray()).ended(0);
      assertTrue(run.out().contains("\uFFFD") || command.contains("list"), run.out());
      assertHarmless(run.out());
    }
    assertHarmless(ScanText.of(report));
    Run draft = Run.of("notice", "draft", "--home", home, "--by", "王五", "--candidates").ended(0);
    assertHarmless(draft.out());
  }

  private static void assertHarmless(String out) {
    assertFalse(out.isBlank());
    assertFalse(
        out.codePoints().anyMatch(c -> Character.isISOControl(c) && c != '\n' || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069), out);
  }

  private ScanReport scan(Path home) throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      boolean front = exchange.getRequestURI().getPath().equals("/");
      byte[] body = (front ? PAGE : "").getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(front ? 200 : 404, front ? body.length : -1);
      exchange.getResponseBody().write(body);
      exchange.close();
    });
    server.start();
    try {
      ScanReport report = new ScanJob(setup(home, server.getAddress()), Clock.systemUTC()).run(ScanJob.Watcher.none());
      assertEquals(1, report.crawl().total().fetched(), () -> report.problems().toString());
      return report;
    } finally {
      server.stop(0);
    }
  }

  private ScanSetup setup(Path home, InetSocketAddress server) throws IOException {
    Files.writeString(home.resolve("qingzheng.yaml"), "crawl: {browser: false, delay_ms: 200}\n");
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    Files.writeString(seeds.resolve("institutions.csv"), "id,name,kind,url\nhostile,甲乙职业培训学校,TRAINING,http://" + HOST + "/\n");
    AddressGuard guard = AddressGuard.publicOnly().with(List.of(new AddressGuard.ConnectTo(HOST, 80, server)));
    return ScanSetup.load(new Home(home).create(), SampleScan.root(), seeds, guard);
  }
}
