package cn.qingzheng.crawler.net;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.net.AddressGuard.ConnectTo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
  private final AddressGuard guard = AddressGuard.publicOnly();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "172.16.0.1",
        "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.0.23", "100.64.0.1", "100.100.100.200",
        "100.127.255.255", "168.63.129.16", "192.0.0.192", "192.0.2.1", "198.51.100.7", "203.0.113.9", "198.18.0.1",
        "198.19.255.255", "192.88.99.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "[::1]", "fe80::1", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1", "::127.0.0.1", "::8.8.8.8",
        "::ffff:127.0.0.1", "::ffff:7f00:1", "[::ffff:10.0.0.1]", "::ffff:0:127.0.0.1", "64:ff9b::127.0.0.1", "64:ff9b::a00:1",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:a00:1::1", "2002:c0a8:101::", "2001::1", "2001:0:53aa:64c::",
        "2001:2::1", "2001:10::1", "2001:db8::1", "3fff::1", "100::1", "5f00::1", "4000::1", "::ffff:169.254.169.254"
      })
  void refuses_an_address_that_is_no_public_host(String literal) {
    assertThrows(RefusedAddressException.class, () -> guard.resolve(literal));
    assertThrows(RefusedAddressException.class, () -> guard.connectTo(literal, 80));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2130706433", "017700000001", "0x7f000001", "0X7F000001", "0x7f.0.0.1", "0177.0.0.1", "127.1", "127.0.1",
        "127.0.0.01", "127.0.0.1.", "0", "0x", "1.2.3.4.5", "256.1.1.1", "8.8.8", "１２７.０.０.１", "127。0。0。1", "①②⑦.0.0.1",
        "fe80::1%eth0", "::1%1", "", ".", "a b", "host\r\n", "exa/mple", "user@host", "%31%32%37.0.0.1", "-\u0000-"
      })
  void refuses_a_spelling_that_hides_an_address_or_is_no_name(String host) {
    assertThrows(RefusedAddressException.class, () -> guard.resolve(host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.15.255.255", "172.32.0.1", "169.253.1.1",
        "192.0.1.1", "198.17.1.1", "198.20.1.1", "223.255.255.255", "168.63.129.17", "11.0.0.1", "126.1.1.1", "128.0.0.1",
        "2400:3200::1", "2606:4700::1111", "[2400:3200::1]", "2002:808:808::1", "64:ff9b::808:808", "2001:200::1", "2003::1",
        "::ffff:8.8.8.8"
      })
  void lets_a_public_address_through(String literal) throws IOException {
    assertEquals(443, guard.connectTo(literal, 443).getPort());
  }

  @ParameterizedTest
  @CsvSource({"localhost, loopback", "LOCALHOST, loopback", "localhost., loopback"})
  void refuses_a_name_that_leads_to_this_machine(String name, String why) {
    RefusedAddressException e = assertThrows(RefusedAddressException.class, () -> guard.resolve(name));
    assertEquals(name, e.host());
    assertTrue(e.getMessage().contains(why) || e.address().contains(":"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "foo.localhost", "metadata.google.internal", "METADATA.GOOGLE.INTERNAL.", "instance-data", "metadata", "nas.local",
        "router.lan", "host.docker.internal", "kubernetes.default.svc.cluster.local", "x.home.arpa", "localhost.localdomain",
        "ｌｏｃａｌｈｏｓｔ", "metadata。google。internal"
      })
  void refuses_a_name_of_the_own_network_without_asking_for_it(String name) {
    AddressGuard asking = new AddressGuard(host -> { throw new AssertionError("asked for " + host); }, List.of());
    assertThrows(RefusedAddressException.class, () -> asking.resolve(name));
  }

  @Test
  void a_name_service_that_does_not_answer_is_waited_for_a_while() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    AddressGuard stuck =
        new AddressGuard(
            new PatientResolver(
                host -> {
                  try {
                    over.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return new InetAddress[0];
                },
                Duration.ofMillis(200)),
            List.of());
    UnknownHostException e = assertThrows(UnknownHostException.class, () -> stuck.resolve("slow.example"));
    assertTrue(e.getMessage().contains("no answer"), e.getMessage());
    over.countDown();
  }

  @Test
  void refuses_a_name_of_which_one_answer_is_private() throws IOException {
    AddressGuard mixed = answering("1.1.1.1", "10.0.0.7");
    RefusedAddressException e = assertThrows(RefusedAddressException.class, () -> mixed.connectTo("school.example", 80));
    assertEquals("school.example", e.host());
    assertEquals("10.0.0.7", e.address());
  }

  @Test
  void asks_the_name_service_once_so_that_a_changing_answer_gains_nothing() throws IOException {
    List<String> asked = new ArrayList<>();
    AddressGuard rebinding =
        new AddressGuard(
            host -> {
              asked.add(host);
              return new InetAddress[] {InetAddress.getByName(asked.size() == 1 ? "1.1.1.1" : "127.0.0.1")};
            },
            List.of());
    assertEquals("1.1.1.1", rebinding.connectTo("Rebind.Example.", 80).getAddress().getHostAddress());
    assertEquals(List.of("rebind.example"), asked);
  }

  @Test
  void a_name_without_answer_is_unknown_and_not_refused() {
    AddressGuard none = new AddressGuard(host -> new InetAddress[0], List.of());
    assertThrows(UnknownHostException.class, () -> none.resolve("nowhere.example"));
  }

  @Test
  void a_chinese_name_is_looked_up_in_its_ascii_form() throws IOException {
    List<String> asked = new ArrayList<>();
    AddressGuard chinese =
        new AddressGuard(
            host -> {
              asked.add(host);
              return new InetAddress[] {InetAddress.getByName("1.1.1.1")};
            },
            List.of());
    chinese.resolve("培训.example");
    assertEquals(List.of("xn--2js261j.example"), asked);
  }

  @Test
  void only_a_rule_leads_to_loopback_and_only_for_its_host_and_port() throws IOException {
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8099);
    AddressGuard demo =
        guard.with(List.of(new ConnectTo("School.example", 80, local)))
            .with(List.of(new ConnectTo("any.example", 0, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))));
    assertEquals(local, demo.connectTo("SCHOOL.example", 80));
    assertEquals(7777, demo.connectTo("any.example", 7777).getPort());
    AddressGuard offline = new AddressGuard(host -> new InetAddress[0], List.of()).with(List.of(new ConnectTo("school.example", 80, local)));
    assertThrows(UnknownHostException.class, () -> offline.connectTo("school.example", 81));
    assertThrows(UnknownHostException.class, () -> offline.connectTo("www.school.example", 80));
    assertThrows(RefusedAddressException.class, () -> demo.connectTo("127.0.0.1", 8099));
    assertThrows(RefusedAddressException.class, () -> demo.resolve("127.0.0.1"));
  }

  @Test
  void a_literal_can_be_mapped_too() {
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8099);
    AddressGuard demo = guard.with(List.of(new ConnectTo("::1", 80, local)));
    assertDoesNotThrow(() -> demo.connectTo("[::1]", 80));
  }

  private static AddressGuard answering(String... addresses) throws IOException {
    InetAddress[] all = new InetAddress[addresses.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = InetAddress.getByName(addresses[i]);
    }
    return new AddressGuard(host -> all, List.of());
  }
}
