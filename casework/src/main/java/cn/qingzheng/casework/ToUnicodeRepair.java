package cn.qingzheng.casework;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;

/**
 * Makes copied and searched text right: where a glyph stands for several characters PDFBox writes the lowest
 * into the font's ToUnicode map, which is a Kangxi radical for 自, 日, 人 and some 150 more. The map is written
 * anew with the character that the document uses.
 */
final class ToUnicodeRepair {
  private static final Pattern RANGE = Pattern.compile("<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]{4})>\\s*<([0-9A-Fa-f]+)>");
  private static final int CHUNK = 100;

  private final FontSet fonts;
  private final Set<Integer> used;

  /** @param used the characters of the document */
  ToUnicodeRepair(FontSet fonts, Set<Integer> used) {
    this.fonts = fonts;
    this.used = used;
  }

  void repair(PDDocument pdf) throws IOException {
    Set<COSDictionary> done = new HashSet<>();
    for (PDPage page : pdf.getPages()) {
      COSDictionary all = page.getResources().getCOSObject().getCOSDictionary(COSName.FONT);
      if (all == null) {
        continue;
      }
      for (COSName name : all.keySet()) {
        COSDictionary font = all.getCOSDictionary(name);
        if (done.add(font)) {
          repair(font);
        }
      }
    }
  }

  private void repair(COSDictionary font) throws IOException {
    COSBase map = font.getDictionaryObject(COSName.TO_UNICODE);
    Optional<Typeface> face = face(font.getNameAsString(COSName.BASE_FONT));
    if (map instanceof COSStream stream && face.isPresent()) {
      String before = stream.toTextString();
      try (OutputStream out = stream.createOutputStream(COSName.FLATE_DECODE)) {
        out.write(cmap(characters(before, face.get())).getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  /** Subsets are called {@code ABCDEF+NotoSerifSC-Regular}. */
  private static Optional<Typeface> face(String baseFont) {
    for (Typeface face : Typeface.values()) {
      if (baseFont.endsWith("+" + face.postScriptName())) {
        return Optional.of(face);
      }
    }
    return Optional.empty();
  }

  /** By code, which in PDFBox's subsets is the glyph's number in the whole font. */
  private Map<Integer, Integer> characters(String cmap, Typeface face) {
    Map<Integer, Integer> out = new TreeMap<>();
    Matcher range = RANGE.matcher(cmap.substring(cmap.indexOf("endcodespacerange")));
    while (range.find()) {
      int from = Integer.parseInt(range.group(1), 16);
      int to = Integer.parseInt(range.group(2), 16);
      int first = utf16(range.group(3)).codePointAt(0);
      for (int code = from; code <= to; code++) {
        out.put(code, fonts.character(face, code, used, first + code - from));
      }
    }
    return out;
  }

  private static String utf16(String hex) {
    return new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_16BE);
  }

  private static String cmap(Map<Integer, Integer> characters) {
    StringBuilder out = new StringBuilder();
    out.append("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n");
    out.append("/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n");
    out.append("/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n");
    out.append("1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    List<Map.Entry<Integer, Integer>> entries = new ArrayList<>(characters.entrySet());
    for (int i = 0; i < entries.size(); i += CHUNK) {
      List<Map.Entry<Integer, Integer>> chunk = entries.subList(i, Math.min(i + CHUNK, entries.size()));
      out.append(chunk.size()).append(" beginbfchar\n");
      for (Map.Entry<Integer, Integer> e : chunk) {
        byte[] unicode = Character.toString(e.getValue()).getBytes(StandardCharsets.UTF_16BE);
        out.append(String.format(Locale.ROOT, "<%04X> <%s>%n", e.getKey(), HexFormat.of().withUpperCase().formatHex(unicode)));
      }
      out.append("endbfchar\n");
    }
    return out.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").toString();
  }
}
