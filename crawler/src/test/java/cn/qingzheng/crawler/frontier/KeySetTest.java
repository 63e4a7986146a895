package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeySetTest {
  @Test
  void it_holds_what_was_added_and_nothing_else() {
    Random random = new Random(7);
    Set<Long> plain = new HashSet<>();
    KeySet keys = new KeySet();
    for (int i = 0; i < 200_000; i++) {
      long key = random.nextLong();
      assertEquals(plain.add(key), keys.add(key));
    }
    plain.forEach(key -> assertFalse(keys.add(key)));
    assertEquals(plain.size(), keys.size());
    for (int i = 0; i < 100_000; i++) {
      long key = random.nextLong();
      assertEquals(plain.contains(key), keys.contains(key));
    }
  }

  @Test
  void neighbours_and_zero_are_keys_like_others() {
    KeySet keys = KeySet.of(LongStream.range(-1000, 1000));
    assertEquals(2000, keys.size());
    assertTrue(keys.contains(0));
    assertFalse(keys.add(0));
    assertFalse(keys.contains(1000));
  }

  @Test
  void the_same_address_has_another_key_in_another_store() {
    UrlKeys one = new UrlKeys(new byte[] {1});
    assertEquals(one.of("http://a.example/"), new UrlKeys(new byte[] {1}).of("http://a.example/"));
    assertNotEquals(one.of("http://a.example/"), new UrlKeys(new byte[] {2}).of("http://a.example/"));
  }
}
