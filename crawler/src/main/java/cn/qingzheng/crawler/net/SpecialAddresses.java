package cn.qingzheng.crawler.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Which addresses are not hosts of the public internet: the IANA special-purpose registries (RFC 6890 and its
 * updates) and what cloud providers use inside.
 */
final class SpecialAddresses {
  private static final List<AddressRange> V4 =
      List.of(
          AddressRange.of("0.0.0.0/8", "this network (RFC 791)"),
          AddressRange.of("10.0.0.0/8", "private (RFC 1918)"),
          AddressRange.of("100.64.0.0/10", "carrier-grade NAT (RFC 6598), also cloud metadata"),
          AddressRange.of("127.0.0.0/8", "loopback"),
          // A public number, but answered by the host itself inside one large cloud.
          AddressRange.of("168.63.129.16/32", "cloud metadata"),
          AddressRange.of("169.254.0.0/16", "link-local (RFC 3927), also cloud metadata"),
          AddressRange.of("172.16.0.0/12", "private (RFC 1918)"),
          AddressRange.of("192.0.0.0/24", "protocol assignments (RFC 6890)"),
          AddressRange.of("192.0.2.0/24", "documentation (RFC 5737)"),
          AddressRange.of("192.88.99.0/24", "6to4 relay (RFC 7526)"),
          AddressRange.of("192.168.0.0/16", "private (RFC 1918)"),
          AddressRange.of("198.18.0.0/15", "benchmarking (RFC 2544)"),
          AddressRange.of("198.51.100.0/24", "documentation (RFC 5737)"),
          AddressRange.of("203.0.113.0/24", "documentation (RFC 5737)"),
          AddressRange.of("224.0.0.0/4", "multicast"),
          AddressRange.of("240.0.0.0/4", "reserved and broadcast"));

  private static final List<AddressRange> V6 =
      List.of(
          AddressRange.of("2001::/23", "protocol assignments, Teredo, benchmarking (RFC 2928)"),
          AddressRange.of("2001:db8::/32", "documentation (RFC 3849)"),
          AddressRange.of("3fff::/20", "documentation (RFC 9637)"));

  private static final AddressRange GLOBAL_V6 = AddressRange.of("2000::/3", "global unicast");
  private static final AddressRange NAT64 = AddressRange.of("64:ff9b::/96", "NAT64 (RFC 6052)");
  private static final AddressRange SIX_TO_FOUR = AddressRange.of("2002::/16", "6to4 (RFC 3056)");

  private SpecialAddresses() {}

  /** Why the address is not to be connected to; empty for a public host. */
  static Optional<String> why(InetAddress address) {
    return switch (address) {
      case Inet4Address v4 -> first(V4, v4);
      case Inet6Address v6 -> whyV6(v6);
      default -> Optional.of("unknown address family");
    };
  }

  private static Optional<String> whyV6(Inet6Address address) {
    byte[] b = address.getAddress();
    if (NAT64.contains(address)) {
      return embedded(b, 12, "NAT64 of ");
    }
    if (!GLOBAL_V6.contains(address)) {
      return Optional.of("not global unicast IPv6: loopback, unique local, link-local, IPv4-compatible or multicast");
    }
    if (SIX_TO_FOUR.contains(address)) {
      return embedded(b, 2, "6to4 of ");
    }
    return first(V6, address);
  }

  private static Optional<String> embedded(byte[] v6, int from, String prefix) {
    try {
      return first(V4, InetAddress.getByAddress(Arrays.copyOfRange(v6, from, from + 4))).map(prefix::concat);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an IPv4 address", e);
    }
  }

  private static Optional<String> first(List<AddressRange> ranges, InetAddress address) {
    return ranges.stream().filter(r -> r.contains(address)).map(AddressRange::why).findFirst();
  }
}
