package cn.qingzheng.crawler.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContentCodingTest {
  private static final int MAX = 256 * 1024;
  private static final byte[] PAGE = "<p>职业技能等级证书</p>".repeat(50).getBytes(StandardCharsets.UTF_8);

  static Stream<Arguments> coded() {
    return Stream.of(
        Arguments.of("", PAGE),
        Arguments.of("identity", PAGE),
        Arguments.of("gzip", Bombs.gzip(PAGE)),
        Arguments.of("X-GZIP", Bombs.gzip(PAGE)),
        Arguments.of("deflate", Bombs.deflate(PAGE, true)),
        Arguments.of("deflate", Bombs.deflate(PAGE, false)),
        Arguments.of("zstd", Bombs.zstd(PAGE)),
        Arguments.of("gzip, zstd", Bombs.zstd(Bombs.gzip(PAGE))),
        Arguments.of("zstd,deflate , identity, gzip", Bombs.gzip(Bombs.deflate(Bombs.zstd(PAGE), false))));
  }

  @ParameterizedTest
  @MethodSource("coded")
  void what_was_put_on_comes_off(String coding, byte[] body) {
    ContentCoding.Decoded decoded = ContentCoding.decode(body, coding, MAX);
    assertArrayEquals(PAGE, decoded.bytes());
    assertFalse(decoded.cut());
    assertEquals(Optional.empty(), decoded.fault());
  }

  static Stream<Arguments> bombs() {
    byte[] zeros = Bombs.plain("", 64);
    return Stream.of(
        Arguments.of("gzip", Bombs.gzip(zeros)),
        Arguments.of("deflate", Bombs.deflate(zeros, true)),
        Arguments.of("deflate", Bombs.deflate(zeros, false)),
        Arguments.of("br", Bombs.brotli('x', 1000)),
        Arguments.of("zstd", Bombs.zstd(zeros)),
        Arguments.of("gzip, gzip", Bombs.gzip(Bombs.gzip(zeros))),
        Arguments.of("deflate, gzip", Bombs.gzip(Bombs.deflate(zeros, true))));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void a_bomb_costs_no_more_than_the_limit(String coding, byte[] bomb) {
    assertTrue(bomb.length < 150_000, "bomb of " + bomb.length);
    ContentCoding.Decoded decoded = ContentCoding.decode(bomb, coding, MAX);
    assertEquals(MAX, decoded.bytes().length);
    assertTrue(decoded.cut());
  }

  @Test
  void what_lies_between_two_codings_is_bounded_too() {
    // The outer coding unfolds to 64 MB of deflate that says nothing: empty stored blocks.
    byte[] nothing = new byte[64 * 1024 * 1024 / 5 * 5];
    for (int i = 0; i < nothing.length; i += 5) {
      nothing[i + 3] = (byte) 0xff;
      nothing[i + 4] = (byte) 0xff;
    }
    ContentCoding.Decoded decoded = ContentCoding.decode(Bombs.gzip(nothing), "deflate, gzip", MAX);
    assertEquals(0, decoded.bytes().length);
    assertEquals(Optional.of("too much between two content codings"), decoded.fault());
  }

  @Test
  void a_window_that_no_server_may_ask_for_is_a_fault() {
    ContentCoding.Decoded decoded = ContentCoding.decode(Bombs.zstdWindow(), "zstd", MAX);
    assertEquals(0, decoded.bytes().length);
    assertTrue(decoded.fault().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "zstd", "gzip, zstd", "compress", "gzip,gzip,gzip,gzip", "gzip, unknown"})
  void what_cannot_be_taken_off_is_a_fault_and_never_an_exception(String coding) {
    byte[] noise = new byte[5000];
    new java.util.Random(7).nextBytes(noise);
    assertTrue(ContentCoding.decode(noise, coding, MAX).fault().isPresent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "zstd"})
  void of_a_body_that_was_cut_short_the_beginning_is_kept(String coding) {
    byte[] plain = new byte[200_000];
    new java.util.Random(11).nextBytes(plain);
    byte[] whole = switch (coding) {
      case "gzip" -> Bombs.gzip(plain);
      case "deflate" -> Bombs.deflate(plain, true);
      default -> Bombs.zstd(plain);
    };
    ContentCoding.Decoded decoded = ContentCoding.decode(Arrays.copyOf(whole, whole.length * 3 / 4), coding, MAX);
    assertTrue(decoded.fault().isPresent());
    assertTrue(decoded.bytes().length > 50_000, "kept " + decoded.bytes().length);
    assertArrayEquals(Arrays.copyOf(plain, decoded.bytes().length), decoded.bytes());
  }
}
