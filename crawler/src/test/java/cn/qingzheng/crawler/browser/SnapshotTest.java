package cn.qingzheng.crawler.browser;

import static cn.qingzheng.crawler.browser.LocalSites.url;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnapshotTest {
  private static final BrowserLimits LIMITS = new BrowserLimits(Duration.ofSeconds(30), 20L << 20, 60, 16_000);
  private static LocalSites sites;
  private static Browser browser;

  @TempDir Path dir;

  @BeforeAll
  static void start() throws IOException {
    Optional<Path> chromium = Browser.find();
    assumeTrue(chromium.isPresent(), "no Chromium on this machine");
    sites = new LocalSites();
    browser = Browser.start(chromium.get(), sites.guard(), LIMITS, Clock.systemUTC());
  }

  @AfterAll
  static void stop() throws IOException {
    if (browser != null) {
      browser.close();
      sites.close();
    }
  }

  private static Mark mark(String sentence, String words, int before) {
    return new Mark(words, sentence, sentence.indexOf(words), before);
  }

  private Snapshot snapshot(String path, Mark... marks) throws BrowserException {
    return browser.snapshot(url(path), dir.resolve("p.png"), RenderOptions.none(), List.of(marks));
  }

  @Test
  void the_box_of_a_word_covers_exactly_its_pixels_in_the_picture() throws Exception {
    sites.page("/box", "<style>b{background:#f00;color:#f00}</style><div style='height:2500px'>上</div>"
        + "<p style='margin-left:300px;font-size:40px'>本校<b>包 <i>过</i></b>，不过退款</p><p>本校包过，不过退款</p><div style='height:900px'></div>");
    Snapshot s = snapshot("/box", mark("本校包过，不过退款", "包过", 0), mark("本校包过，不过退款", "包过", 1));
    assertEquals(List.of(Sight.State.SHOWN, Sight.State.SHOWN), s.sights().stream().map(Sight::state).toList());
    BufferedImage picture = ImageIO.read(s.screenshot().png().toFile());
    assertEquals(s.screenshot().height(), picture.getHeight());
    int left = s.sights().get(0).boxes().stream().mapToInt(Sight.Box::x).min().orElseThrow();
    int right = s.sights().get(0).boxes().stream().mapToInt(b -> b.x() + b.width()).max().orElseThrow();
    Sight.Box box = s.sights().get(0).boxes().get(0);
    int middle = box.y() + box.height() / 2;
    assertTrue(red(picture, left + 3, middle) && red(picture, right - 3, middle), s.sights().toString());
    assertTrue(!red(picture, left - 4, middle) && !red(picture, right + 4, middle), s.sights().toString());
    assertTrue(s.sights().get(1).boxes().get(0).y() > box.y() + box.height(), "the second is the one below");
  }

  private static boolean red(BufferedImage picture, int x, int y) {
    return (picture.getRGB(x, y) & 0xffffff) == 0xff0000;
  }

  @Test
  void what_has_no_room_on_the_page_is_told_apart() throws Exception {
    sites.page("/kinds", "<title>保过直通车</title><p>一次\u200b通\u200b过 保证</p><p style='display:none'>国家承认</p>"
        + "<p style='position:absolute;left:-9999px'>终身有效</p><p style='opacity:0'>隐字</p><img alt='包过证书' width=50 height=40><script>var a='全国通用'</script>");
    Snapshot s = snapshot("/kinds", mark("一次通过保证", "通过", 0), mark("国家承认", "国家承认", 0), mark("终身有效", "终身有效", 0),
        mark("隐字", "隐字", 0), mark("包过证书", "包过", 0), mark("保过直通车", "保过", 0), mark("全国通用", "全国通用", 0));
    assertEquals(
        List.of(Sight.State.SHOWN, Sight.State.HIDDEN, Sight.State.HIDDEN, Sight.State.HIDDEN, Sight.State.ATTRIBUTE, Sight.State.TITLE, Sight.State.ABSENT),
        s.sights().stream().map(Sight::state).toList());
    assertEquals(50, s.sights().get(4).boxes().get(0).width());
  }

  @Test
  void what_was_read_in_the_title_is_not_taken_for_the_heading_of_the_same_words() throws Exception {
    sites.page("/twice", "<title>全国证书查询</title><meta name=description content='国家承认，终身有效'><h1>全国证书查询</h1><p>国家承认</p>"
        + "<script type='application/ld+json'>{\"name\":\"\\u5305\\u8fc7\\u73ed\"}</script><img alt='国家承认' width=9 height=9>");
    Snapshot s = snapshot("/twice", new Mark("全国", "全国证书查询", 0, 0, Mark.Kind.TITLE), mark("全国证书查询", "全国", 0),
        new Mark("国家承认", "国家承认，终身有效", 0, 0, Mark.Kind.META), new Mark("包过", "包过班", 0, 0, Mark.Kind.META),
        new Mark("国家承认", "国家承认", 0, 0, Mark.Kind.ATTRIBUTE));
    assertEquals(
        List.of(Sight.State.TITLE, Sight.State.SHOWN, Sight.State.META, Sight.State.META, Sight.State.ATTRIBUTE),
        s.sights().stream().map(Sight::state).toList());
  }

  @Test
  void a_page_cannot_change_what_is_asked_of_it() throws Exception {
    sites.page("/liar", "<p>本校包过</p><script>document.createTreeWalker=()=>({nextNode:()=>null});document.createRange=null;"
        + "String.prototype.indexOf=()=>-1;Array.from=()=>[];JSON.stringify=()=>'';Element.prototype.checkVisibility=()=>false</script>");
    assertEquals(Sight.State.SHOWN, snapshot("/liar", mark("本校包过", "包过", 0)).sights().get(0).state());
  }

  @Test
  void one_visit_gives_the_document_the_text_and_one_file_of_it_all() throws Exception {
    AtomicInteger visits = new AtomicInteger();
    String html = "<meta charset=utf-8><title>报名</title><p id=p>原文</p><script>p.textContent='脚本写的包过'</script>";
    sites.on("/all", x -> {
      visits.incrementAndGet();
      LocalSites.answer(x, 200, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
    });
    Snapshot s = snapshot("/all", mark("脚本写的包过", "包过", 0));
    assertEquals(1, visits.get());
    assertEquals(html, new String(s.document().orElseThrow().body(), StandardCharsets.UTF_8));
    assertTrue(s.rendered().html().contains("脚本写的包过"));
    assertEquals("脚本写的包过", s.text().strip());
    String mhtml = new String(s.mhtml(), StandardCharsets.UTF_8);
    assertTrue(mhtml.startsWith("From: <Saved by Blink>") && mhtml.contains("multipart/related"), mhtml);
  }

  @Test
  void an_archived_page_shows_its_words_again_without_a_network() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    sites.on("/gone", x -> {
      asked.incrementAndGet();
      LocalSites.answer(x, 404, "text/html", new byte[0]);
    });
    Map<String, Rendered.Resource> archive = new HashMap<>();
    archived(archive, "https://school.example/gone", "text/html; charset=gbk",
        "<meta charset=gbk><p>静态国家承认</p><script src=/a.js></script><img src=https://cdn.example/x.png>");
    archived(archive, "https://school.example/a.js", "text/javascript", "fetch('/d?x=1').then(r=>r.text()).then(t=>document.body.append(t))");
    archived(archive, "https://school.example/d?x=1", "text/plain", "数据里的包过");
    List<Mark> marks = List.of(mark("静态国家承认", "国家承认", 0), mark("数据里的包过", "包过", 0), mark("没有的保过", "保过", 0));
    Replayed r = browser.replay(URI.create("https://school.example/gone"), archive, marks);
    assertEquals(List.of(Sight.State.SHOWN, Sight.State.SHOWN, Sight.State.ABSENT), r.sights().stream().map(Sight::state).toList());
    assertEquals(3, r.served());
    assertTrue(r.absent().contains("https://cdn.example/x.png"), r.absent().toString());
    List<String> reached = new ArrayList<>();
    browser.replay(url("/gone"), Map.of(url("/gone").toString(), archive.get("https://school.example/gone")), marks).absent().forEach(reached::add);
    assertEquals(0, asked.get(), "nothing is asked of the net: " + reached);
  }

  private static void archived(Map<String, Rendered.Resource> archive, String url, String type, String body) {
    archive.put(url, new Rendered.Resource(URI.create(url), 200, type, body.getBytes(StandardCharsets.UTF_8)));
  }
}
