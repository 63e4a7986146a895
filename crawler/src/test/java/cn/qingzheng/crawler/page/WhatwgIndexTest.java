package cn.qingzheng.crawler.page;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Every pointer of the indexes of the WHATWG Encoding Standard, from a copy that our own tables were not made of. */
class WhatwgIndexTest {
  private static final String NONE = "\ufffd";

  /** What GB 18030-2022 took out of the private use area, and the standard with it; the copy is older. */
  private static final String EDITION_2022 =
      "7182 FE10 7183 FE12 7184 FE11 7185 FE13 7186 FE14 7187 FE15 7188 FE16 7201 FE17 7202 FE18 7208 FE19 23775 9FB4 23783 9FB5 "
          + "23788 9FB6 23789 9FB7 23795 9FB8 23812 9FB9 23829 9FBA 23845 9FBB";

  private final Map<String, TreeMap<Integer, String>> indexes = indexes();

  @Test
  void every_pointer_of_gb18030_in_two_bytes_reads_as_the_standard_says() {
    Gb18030 ours = new Gb18030();
    Map<Integer, String> index = indexes.get("gb18030");
    String[] changed = EDITION_2022.split(" ");
    for (int i = 0; i < changed.length; i += 2) {
      index.put(Integer.valueOf(changed[i]), Character.toString(Integer.parseInt(changed[i + 1], 16)));
    }
    TreeSet<Integer> different = new TreeSet<>();
    for (int pointer = 0; pointer < 126 * 190; pointer++) {
      int trail = pointer % 190;
      byte[] b = {(byte) (pointer / 190 + 0x81), (byte) (trail + (trail < 0x3f ? 0x40 : 0x41))};
      // An ASCII byte after a broken lead stays.
      String broken = b[1] >= 0 ? NONE + (char) b[1] : NONE;
      if (!ours.decode(b).chars().equals(index.getOrDefault(pointer, broken))) {
        different.add(pointer);
      }
    }
    assertEquals(new TreeSet<>(), different);
    assertEquals(23_940, index.size());
  }

  @Test
  void every_pointer_of_gb18030_in_four_bytes_reads_as_the_standard_says() {
    Gb18030 ours = new Gb18030();
    TreeMap<Integer, String> ranges = indexes.get("gb18030-ranges");
    assertEquals(207, ranges.size());
    TreeSet<Integer> different = new TreeSet<>();
    for (int pointer = 0; pointer < 126 * 10 * 126 * 10; pointer++) {
      byte[] b = {
        (byte) (pointer / 12600 + 0x81), (byte) (pointer / 1260 % 10 + 0x30), (byte) (pointer / 10 % 126 + 0x81), (byte) (pointer % 10 + 0x30)
      };
      if (!ours.decode(b).chars().equals(fourBytes(pointer, ranges))) {
        different.add(pointer);
      }
    }
    assertEquals(new TreeSet<>(), different);
  }

  /** Section 5, "index gb18030 ranges code point". */
  private static String fourBytes(int pointer, TreeMap<Integer, String> ranges) {
    if (pointer > 39419 && pointer < 189000 || pointer > 1237575) {
      return NONE;
    }
    Map.Entry<Integer, String> range = ranges.floorEntry(pointer);
    return pointer == 7457 ? "\ue7c7" : Character.toString(range.getValue().codePointAt(0) + pointer - range.getKey());
  }

  @Test
  void every_pointer_of_big5_reads_as_the_standard_says() {
    Big5 ours = new Big5();
    Map<Integer, String> index = indexes.get("big5");
    index.putAll(Map.of(1133, "\u00ca\u0304", 1135, "\u00ca\u030c", 1164, "\u00ea\u0304", 1166, "\u00ea\u030c"));
    TreeSet<Integer> different = new TreeSet<>();
    for (int pointer = 0; pointer < 126 * 157; pointer++) {
      int trail = pointer % 157;
      byte[] b = {(byte) (pointer / 157 + 0x81), (byte) (trail + (trail < 0x3f ? 0x40 : 0x62))};
      String broken = b[1] >= 0 ? NONE + (char) b[1] : NONE;
      if (!ours.decode(b).chars().equals(index.getOrDefault(pointer, broken))) {
        different.add(pointer);
      }
    }
    assertEquals(new TreeSet<>(), different);
    assertEquals(18_594, index.size());
  }

  private static Map<String, TreeMap<Integer, String>> indexes() {
    Map<String, TreeMap<Integer, String>> indexes = new HashMap<>();
    for (String line : DataLines.of("whatwg-indexes.tsv")) {
      String[] f = line.split("\t");
      String[] row = f[2].split(" ");
      for (int i = 0; i < row.length; i++) {
        if (!row[i].equals("-")) {
          indexes.computeIfAbsent(f[0], n -> new TreeMap<>()).put(Integer.parseInt(f[1]) + i, Character.toString(Integer.parseInt(row[i], 16)));
        }
      }
    }
    return indexes;
  }
}
