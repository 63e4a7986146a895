package cn.qingzheng.crawler.page;

import java.util.Arrays;

/** The Big5 decoder of the WHATWG Encoding Standard (§12.1.1), with the Hong Kong characters. */
final class Big5 {
  private static final int TRAILS = 157;

  private final int[] table = new int[126 * TRAILS];

  Big5() {
    Arrays.fill(table, 0xfffd);
    for (String line : DataLines.of("big5.txt")) {
      int lead = Integer.parseInt(line.substring(0, 2), 16);
      int[] row = line.substring(3).codePoints().toArray();
      System.arraycopy(row, 0, table, (lead - 0x81) * TRAILS, TRAILS);
    }
  }

  Text decode(byte[] in) {
    StringBuilder out = new StringBuilder(in.length);
    int errors = 0;
    int i = 0;
    while (i < in.length) {
      int b = in[i++] & 0xff;
      if (b < 0x80) {
        out.append((char) b);
        continue;
      }
      boolean pair = b >= 0x81 && b <= 0xfe && i < in.length;
      int trail = pair ? in[i] & 0xff : 0;
      if (pair && append(out, b, trail)) {
        i++;
        continue;
      }
      out.append('\ufffd');
      errors++;
      // An ASCII byte after a broken lead stays: it may be the < of a tag.
      i += pair && trail >= 0x80 ? 1 : 0;
    }
    return new Text(out.toString(), errors);
  }

  private boolean append(StringBuilder out, int lead, int trail) {
    boolean low = trail >= 0x40 && trail <= 0x7e;
    if (!low && (trail < 0xa1 || trail > 0xfe)) {
      return false;
    }
    int pointer = (lead - 0x81) * TRAILS + trail - (low ? 0x40 : 0x62);
    switch (pointer) {
      case 1133 -> out.append("\u00ca\u0304");
      case 1135 -> out.append("\u00ca\u030c");
      case 1164 -> out.append("\u00ea\u0304");
      case 1166 -> out.append("\u00ea\u030c");
      default -> {
        if (table[pointer] == 0xfffd) {
          return false;
        }
        out.appendCodePoint(table[pointer]);
      }
    }
    return true;
  }
}
