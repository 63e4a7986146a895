package cn.qingzheng.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The names inside a package, relative to its top folder, and what a name may look like. */
final class BagLayout {
  static final String BAGIT = "bagit.txt";
  static final String BAG_INFO = "bag-info.txt";
  static final String MANIFEST_SHA256 = "manifest-sha256.txt";
  static final String MANIFEST_SHA512 = "manifest-sha512.txt";
  /** A tag file, not {@code manifest-sm3.txt}: BagIt readers refuse manifests of algorithms they do not know. */
  static final String SM3_SUMS = "sm3sums.txt";
  static final String TAG_MANIFEST = "tagmanifest-sha256.txt";
  static final String CUSTODY = "custody.jsonl";
  static final String GUIDE = "核验说明.txt";

  /** Optional, added after sealing; query and reply always together. */
  static final String TIMESTAMP = "timestamp/";
  static final String QUERY = ".tsq";
  static final String REPLY = ".tsr";

  /** Optional, made at sealing. */
  static final String SIGNATURE = "signature/";

  static final String PAYLOAD = "data/";
  static final String DATAPACKAGE = "data/datapackage.json";
  static final String DATAPACKAGE_DIGEST = "data/datapackage-digest.json";
  static final String WARC_NAME = "capture.warc.gz";
  static final String WARC = "data/archive/" + WARC_NAME;
  static final String CDX = "data/indexes/index.cdx";
  static final String PAGES = "data/pages/pages.jsonl";
  static final String EVIDENCE = "data/evidence/";
  static final String TEXT = EVIDENCE + "text.txt";
  static final String HITS = EVIDENCE + "hits.json";
  static final String CAPTURE = EVIDENCE + "capture.json";
  static final String SCREENSHOT = EVIDENCE + "整页截图.png";
  static final String NO_SCREENSHOT = EVIDENCE + "截图说明.txt";

  static final String OVERLAY = EVIDENCE + "hits-overlay.png";
  static final String MHTML = EVIDENCE + "page.mhtml";
  static final String RECAPTURE_TEXT = EVIDENCE + "recapture.txt";

  static final String BAGIT_TEXT = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

  /** By the unsigned bytes of UTF-8: the order of {@code LC_ALL=C sort}, the same on every machine. */
  static final Comparator<String> ORDER =
      (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final int MAX_NAME_BYTES = 240;

  private BagLayout() {}

  /** What is wrong with a path inside a package, in Chinese; empty if it is harmless. */
  static Optional<String> problemWith(String path) {
    if (path.isEmpty() || path.startsWith("/") || path.contains("\\") || path.matches("^[A-Za-z]:.*")) {
      return Optional.of("不是包内的相对路径");
    }
    if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\uFFFD')) {
      return Optional.of("含控制字符或无法识别的字符");
    }
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".") || part.equals("..")) {
        return Optional.of("路径越出本包");
      }
      if (part.getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
        return Optional.of("文件名过长");
      }
    }
    return Optional.empty();
  }

  /** Where the time-stamp query or reply for a file of the top folder lies. */
  static String timestamp(String stamped, String ending) {
    return TIMESTAMP + stamped + ending;
  }

  static List<Content> sorted(Collection<Content> contents) {
    return contents.stream().sorted((a, b) -> ORDER.compare(a.path(), b.path())).toList();
  }

  static boolean isPayload(String path) {
    return path.startsWith(PAYLOAD);
  }
}
