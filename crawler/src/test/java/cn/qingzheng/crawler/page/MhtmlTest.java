package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Page;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MhtmlTest {
  /** saved.mhtml was saved by Chromium 156 from a page in gb2312 with a frame and a picture. */
  @ParameterizedTest
  @ValueSource(strings = {"multipart/related", "message/rfc822", "", "text/plain"})
  void a_page_saved_by_chromium_is_read_with_its_frame(String type) throws Exception {
    Page page = read(type, saved());
    assertEquals(
        List.of("TITLE 健康管理师培训 - 某某教育", "HEADING 国家級证书 喆老师主讲", "PARAGRAPH 本班包过，全国通用=100%。", "LINK 立即报名", "IMAGE_ALT 证书样本", "FRAME 框架里的文字：挂靠"),
        page.text().blocks().stream().map(b -> b.kind() + " " + b.text()).toList());
    assertEquals(URI.create("http://school.example/page.html"), page.url());
    assertEquals("http://school.example/reg?k=%D6%A4%CA%E9", page.links().get(0).target().toString());
    assertEquals("http://school.example/i.png", page.images().get(0).source().toString());
  }

  @Test
  void a_torn_file_costs_only_what_is_torn_off() throws Exception {
    byte[] whole = saved();
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    Page page = read("", Arrays.copyOf(whole, text.indexOf("=C1=A2=BC=B4")));
    assertTrue(page.text().raw().contains("本班包过"));
    for (int n = 0; n < whole.length; n += 97) {
      read("multipart/related", Arrays.copyOf(whole, n));
    }
  }

  @Test
  void other_encodings_and_line_ends_are_read() {
    String body = java.util.Base64.getMimeEncoder().encodeToString("<p>证书包过</p>".getBytes(StandardCharsets.UTF_8));
    String file =
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=abc\n\npreamble\n--abc\nContent-Type: text/css\n\nx\n--abc\nContent-Type: text/html;\n charset=utf-8\nContent-Transfer-Encoding: BASE64\n\n"
            + body + "\n--abc--\n<p>nach dem Ende</p>";
    assertEquals(List.of("证书包过"), read("", file.getBytes(StandardCharsets.UTF_8)).text().blocks().stream().map(b -> b.text()).toList());
  }

  @Test
  void a_file_without_boundary_or_html_is_plain_text() {
    assertEquals(Optional.empty(), Mhtml.parse("Content-Type: multipart/related\n\n<p>x".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Optional.empty(), Mhtml.parse(new byte[0]));
    assertEquals("包过", read("multipart/related", "包过".getBytes(StandardCharsets.UTF_8)).text().raw());
  }

  private static Page read(String type, byte[] body) {
    return new PageReader().read("f", URI.create("http://other.example/"), Instant.EPOCH, Optional.of(type).filter(t -> !t.isEmpty()), body, Optional.empty());
  }

  private static byte[] saved() throws Exception {
    try (InputStream in = MhtmlTest.class.getResourceAsStream("saved.mhtml")) {
      return in.readAllBytes();
    }
  }
}
