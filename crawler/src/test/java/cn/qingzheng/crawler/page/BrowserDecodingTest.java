package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.crawler.browser.BrowserLimits;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.AddressGuard.ConnectTo;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

/** What a real browser makes of every label, of every byte and two-byte code, and of broken ones, is what we make of them. */
class BrowserDecodingTest {
  private static final String SCRIPT =
      """
      <pre id=o></pre><script>
      let out=[];
      for (const label of ['gb18030','big5']) for (let b=0x80;b<=0xff;b++) { let row=[];
        for (let t=0;t<=0xff;t++) { let s=new TextDecoder(label).decode(new Uint8Array([b,t,0x3c]));
          row.push([...Array(s.length).keys()].map(i=>s.charCodeAt(i).toString(16)).join('+')); }
        out.push(label+' '+b.toString(16)+' '+row.join(' ')); }
      for (const label of '§'.split(' ')) { const d=new TextDecoder(label);
        let row=[...Array(128).keys()].map(i=>d.decode(new Uint8Array([i+128])).charCodeAt(0).toString(16));
        out.push('label '+label+' '+d.encoding+' '+row.join(' ')); }
      o.textContent=out.join('\\n');
      </script>""";

  /** Chromium 156 gives nonsense for these four (U+0093 U+DF04 for 8862); the standard's characters are used. */
  private static final Set<String> CHROMIUM_WRONG = Set.of("big5 88 62", "big5 88 64", "big5 88 a3", "big5 88 a5");

  @Test
  void every_label_and_pair_of_bytes_reads_as_in_chromium() throws Exception {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", x -> {
      byte[] page = SCRIPT.replace("§", String.join(" ", labels())).getBytes(StandardCharsets.UTF_8);
      x.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      x.sendResponseHeaders(200, page.length);
      x.getResponseBody().write(page);
      x.close();
    });
    server.start();
    AddressGuard guard = AddressGuard.publicOnly().with(List.of(new ConnectTo("school.example", 80, server.getAddress())));
    try (Browser browser = Browser.start(chromium.get(), guard, new BrowserLimits(Duration.ofSeconds(60), 1 << 20, 10, 100))) {
      compare(Jsoup.parse(browser.render(URI.create("http://school.example/")).html()).selectFirst("#o").wholeText());
    } finally {
      server.stop(0);
    }
  }

  /** All that a script may ask for; {@code replacement} is none of them. */
  private static List<String> labels() {
    return DataLines.of("encoding-labels.tsv").stream().skip(1).filter(l -> !l.endsWith("\treplacement")).map(l -> l.split("\t")[0]).toList();
  }

  private static void compareLabels(List<String> lines) {
    Encodings encodings = new Encodings();
    TreeSet<String> different = new TreeSet<>();
    int bytes = 0;
    for (String line : lines) {
      String[] f = line.split(" ");
      String name = encodings.named(f[1]).orElseThrow();
      if (!f[2].replace("gbk", "gb18030").equalsIgnoreCase(name)) {
        different.add(line.substring(0, 60));
      }
      boolean oneByte = DataLines.of("single-byte.tsv").stream().anyMatch(l -> l.startsWith(name + "\t"));
      for (int i = 0; oneByte && i < 128; i++, bytes++) {
        if (!units(encodings.decode(name, new byte[] {(byte) (i + 128)}).chars()).equals(f[i + 3])) {
          different.add(name + " " + Integer.toHexString(i + 128) + ": " + f[i + 3]);
        }
      }
    }
    assertEquals(new TreeSet<>(), different);
    assertEquals(labels().size(), lines.size());
    assertTrue(bytes > 150 * 128, "bytes: " + bytes);
  }

  private static void compare(String table) {
    Gb18030 gb18030 = new Gb18030();
    Big5 big5 = new Big5();
    TreeSet<String> different = new TreeSet<>();
    int compared = 0;
    compareLabels(table.lines().filter(l -> l.startsWith("label ")).toList());
    for (String line : table.lines().filter(l -> !l.startsWith("label ")).toList()) {
      String[] f = line.split(" ");
      for (int t = 0; t < 256; t++) {
        byte[] in = {(byte) Integer.parseInt(f[1], 16), (byte) t, 0x3c};
        String ours = units(f[0].equals("big5") ? big5.decode(in).chars() : gb18030.decode(in).chars());
        String name = f[0] + " " + f[1] + " " + Integer.toHexString(t);
        if (!ours.equals(f[t + 2]) && !CHROMIUM_WRONG.contains(name)) {
          different.add(name + ": " + f[t + 2] + " not " + ours);
        }
        compared++;
      }
    }
    assertEquals(2 * 128 * 256, compared);
    assertEquals(new TreeSet<>(), different);
    assertTrue(table.contains("3000"));
  }

  private static String units(String s) {
    StringBuilder out = new StringBuilder();
    s.chars().forEach(c -> out.append(out.isEmpty() ? "" : "+").append(Integer.toHexString(c)));
    return out.toString();
  }
}
