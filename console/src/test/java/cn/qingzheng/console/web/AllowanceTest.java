package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AllowanceTest {
  private final AtomicLong nanos = new AtomicLong();

  @Test
  void so_many_at_once_and_then_one_each_time() {
    Allowance allowance = new Allowance(3, Duration.ofSeconds(10), 10, nanos::get);
    for (int i = 0; i < 3; i++) {
      assertTrue(allowance.take("a"));
    }
    assertFalse(allowance.take("a"));
    assertTrue(allowance.take("b"), "each has its own");
    nanos.addAndGet(Duration.ofSeconds(9).toNanos());
    assertFalse(allowance.left("a"));
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    assertTrue(allowance.left("a"), "looking takes nothing");
    assertTrue(allowance.take("a"));
    assertFalse(allowance.take("a"));
    nanos.addAndGet(Duration.ofDays(1).toNanos());
    for (int i = 0; i < 3; i++) {
      assertTrue(allowance.take("a"));
    }
    assertFalse(allowance.take("a"), "never more than at once");
  }

  @Test
  void only_so_many_names_are_remembered_those_that_asked_last() {
    Allowance allowance = new Allowance(1, Duration.ofDays(1), 100, nanos::get);
    assertTrue(allowance.take("mine"));
    for (int i = 0; i < 10_000; i++) {
      allowance.take("other " + i);
      assertFalse(allowance.take("mine"), "who keeps asking is remembered");
    }
    assertEquals(100, allowance.names());
  }

  @Test
  void addresses_of_one_ipv6_network_are_one() {
    assertEquals("192.0.2.7", Allowance.network("192.0.2.7"));
    assertEquals(Allowance.network("2001:db8:1:2:0:0:0:9"), Allowance.network("2001:db8:1:2:a:b:c:d"));
    assertFalse(Allowance.network("2001:db8:1:2:0:0:0:9").equals(Allowance.network("2001:db8:1:3:0:0:0:9")));
    assertEquals(Allowance.network("0:0:0:0:0:0:0:1"), Allowance.network("0:0:0:0:0:0:0:2"));
  }
}
