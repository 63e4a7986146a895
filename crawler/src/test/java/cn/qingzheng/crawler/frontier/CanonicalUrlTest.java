package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
  @ParameterizedTest
  @CsvSource({
    "HTTP://WWW.A.example:80, http://www.a.example/",
    "https://a.example:443/x#part, https://a.example/x",
    "http://a.example/a/../b/./c, http://a.example/b/c",
    "http://a.example/x?q=2&a=1&b=, http://a.example/x?q=2&a=1&b=",
    "http://a.example/list.html;jsessionid=0a1b, http://a.example/list.html",
    "http://a.example/a?id=1&PHPSESSID=9&utm_source=x, http://a.example/a?id=1",
    "http://a.example/a?sid=9, http://a.example/a",
    "http://a.example/证书?k=包 过&x=%e5, http://a.example/%E8%AF%81%E4%B9%A6?k=%E5%8C%85%20%E8%BF%87&x=%e5",
    "http://示例.example/, http://xn--fsq092h.example/",
    "http://u:p@a.example/, http://a.example/",
    "http://a.example/?, http://a.example/",
    "http://a.example/a%7eb|c?x=100%, http://a.example/a~b%7Cc?x=100%25"
  })
  void one_page_has_one_spelling(String written, String canonical) {
    assertEquals(Optional.of(URI.create(canonical)), CanonicalUrl.of(written));
    assertEquals(Optional.of(URI.create(canonical)), CanonicalUrl.of(canonical));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://a.example/", "javascript:alert(1)", "mailto:a@a.example", "/only/path", "http://", ""})
  void what_is_no_web_page_has_none(String written) {
    assertEquals(Optional.empty(), CanonicalUrl.of(written));
  }

  @Test
  void an_address_longer_than_any_real_one_has_none() {
    assertEquals(Optional.empty(), CanonicalUrl.of("http://a.example/" + "x".repeat(2000)));
  }

  @Test
  void references_resolve_as_in_a_browser() {
    URI page = URI.create("http://a.example/dir/page.html?x=1");
    assertEquals("http://a.example/dir/b%20c", CanonicalUrl.resolve(page, " b c ").orElseThrow().toString());
    assertEquals("http://a.example/dir/page.html?y=2", CanonicalUrl.resolve(page, "?y=2").orElseThrow().toString());
    assertEquals("http://b.example/z", CanonicalUrl.resolve(page, "//b.example/z").orElseThrow().toString());
  }
}
