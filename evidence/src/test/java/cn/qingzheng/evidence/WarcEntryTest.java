package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WarcEntryTest {
  private static final byte[] BROTLI_HELLO = HexFormat.of().parseHex("0b028068656c6c6f03");

  @TempDir Path temp;

  @Test
  void a_brotli_body_is_decoded() throws Exception {
    WarcEntry entry = answer("br", BROTLI_HELLO);
    assertEquals(List.of(), entry.problems());
    assertEquals("hello", new String(entry.decodedBody(""), StandardCharsets.UTF_8));
  }

  @Test
  void a_body_that_lacks_the_coding_its_header_names_is_known_by_its_digest() throws Exception {
    byte[] plain = "hello".getBytes(StandardCharsets.UTF_8);
    WarcEntry entry = answer("gzip", plain);
    assertEquals("hello", new String(entry.decodedBody(Digests.sha256(plain)), StandardCharsets.UTF_8));
    assertThrows(IOException.class, () -> entry.decodedBody(""));
  }

  @Test
  void a_coding_nobody_knows_is_told_as_such() throws Exception {
    WarcEntry entry = answer("x-unknown", BROTLI_HELLO);
    assertEquals(List.of(), entry.problems());
    assertThrows(IOException.class, () -> entry.decodedBody(""));
  }

  private WarcEntry answer(String coding, byte[] body) throws IOException {
    SampleArchive archive = new SampleArchive(temp);
    String head = "HTTP/1.1 200 OK\r\nContent-Encoding: " + coding + "\r\nContent-Length: " + body.length + "\r\n\r\n";
    byte[] member = archive.read(archive.exchange(URI.create("http://ad.example/"), head, body).get(1));
    return WarcEntry.read(GzipMember.at(member, 0, Limits.RECORD));
  }
}
