package cn.qingzheng.crawler.page;

import java.util.Arrays;
import java.util.List;

/**
 * The gb18030 decoder of the WHATWG Encoding Standard (§10.2.1), which browsers use for gb2312 and gbk too. The
 * JDK's GB2312 and GBK know fewer characters, and its decoders swallow the byte after a broken one, tags included.
 */
final class Gb18030 {
  private static final int TRAILS = 190;
  private static final int LAST_BMP_POINTER = 39419;
  private static final int FIRST_ASTRAL_POINTER = 189000;
  private static final int LAST_POINTER = 1237575;

  private final char[] twoBytes = new char[126 * TRAILS];
  private final int[] rangePointers;
  private final int[] rangeCodePoints;

  Gb18030() {
    for (String line : DataLines.of("gb18030.txt")) {
      int lead = Integer.parseInt(line.substring(0, 2), 16);
      line.getChars(3, 3 + TRAILS, twoBytes, (lead - 0x81) * TRAILS);
    }
    List<String> ranges = DataLines.of("gb18030-ranges.tsv");
    rangePointers = ranges.stream().mapToInt(l -> Integer.parseInt(l.substring(0, l.indexOf('\t')))).toArray();
    rangeCodePoints = ranges.stream().mapToInt(l -> Integer.parseInt(l.substring(l.indexOf('\t') + 1), 16)).toArray();
  }

  Text decode(byte[] in) {
    StringBuilder out = new StringBuilder(in.length);
    int errors = 0;
    int i = 0;
    while (i < in.length) {
      int b = in[i] & 0xff;
      if (b < 0x80) {
        out.append((char) b);
        i++;
      } else if (b == 0x80) {
        out.append('\u20ac');
        i++;
      } else {
        long step = b == 0xff ? step(-1, 1) : sequence(in, i);
        int codePoint = (int) (step >> 8);
        errors += codePoint < 0 ? 1 : 0;
        out.appendCodePoint(codePoint < 0 ? 0xfffd : codePoint);
        i += (int) (step & 0xff);
      }
    }
    return new Text(out.toString(), errors);
  }

  /** What a lead byte begins. */
  private long sequence(byte[] in, int i) {
    if (i + 1 == in.length) {
      return step(-1, 1);
    }
    int second = in[i + 1] & 0xff;
    if (second >= 0x30 && second <= 0x39) {
      return four(in, i);
    }
    int offset = second < 0x7f ? 0x40 : 0x41;
    boolean trail = second >= 0x40 && second != 0x7f && second != 0xff;
    char c = trail ? twoBytes[((in[i] & 0xff) - 0x81) * TRAILS + second - offset] : '\ufffd';
    if (c != '\ufffd') {
      return step(c, 2);
    }
    // An ASCII byte after a broken lead stays: it may be the < of a tag.
    return step(-1, second < 0x80 ? 1 : 2);
  }

  private long four(byte[] in, int i) {
    if (i + 2 == in.length || i + 3 == in.length && lead(in[i + 2])) {
      return step(-1, in.length - i);
    }
    if (!lead(in[i + 2]) || in[i + 3] < 0x30 || in[i + 3] > 0x39) {
      return step(-1, 1);
    }
    int pointer =
        ((in[i] & 0xff) - 0x81) * 12600 + (in[i + 1] - 0x30) * 1260 + ((in[i + 2] & 0xff) - 0x81) * 10 + in[i + 3] - 0x30;
    return step(codePoint(pointer), 4);
  }

  private static boolean lead(byte b) {
    int v = b & 0xff;
    return v >= 0x81 && v <= 0xfe;
  }

  private int codePoint(int pointer) {
    if (pointer > LAST_BMP_POINTER && pointer < FIRST_ASTRAL_POINTER || pointer > LAST_POINTER) {
      return -1;
    }
    if (pointer == 7457) {
      return 0xe7c7; // the one exception that the standard writes out
    }
    int at = Arrays.binarySearch(rangePointers, pointer);
    int range = at >= 0 ? at : -at - 2;
    return rangeCodePoints[range] + pointer - rangePointers[range];
  }

  private static long step(int codePoint, int consumed) {
    return ((long) codePoint << 8) | consumed;
  }
}
