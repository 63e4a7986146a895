package cn.qingzheng.crawler.net;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * A block of addresses of one family, as {@code address/bits}.
 *
 * @param why what the block is for
 */
record AddressRange(InetAddress first, int bits, String why) {
  /** @param cidr a literal such as {@code 10.0.0.0/8}; names are never looked up */
  static AddressRange of(String cidr, String why) {
    int slash = cidr.indexOf('/');
    try {
      return new AddressRange(
          InetAddress.getByName(cidr.substring(0, slash)), Integer.parseInt(cidr.substring(slash + 1)), why);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("range should be a literal address/bits, was: " + cidr, e);
    }
  }

  boolean contains(InetAddress address) {
    byte[] a = first.getAddress();
    byte[] b = address.getAddress();
    if (a.length != b.length) {
      return false;
    }
    int whole = bits / 8;
    for (int i = 0; i < whole; i++) {
      if (a[i] != b[i]) {
        return false;
      }
    }
    int rest = bits % 8;
    return rest == 0 || ((a[whole] ^ b[whole]) & 0xff) >>> (8 - rest) == 0;
  }
}
