package cn.qingzheng.evidence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The files that are signed: one names every piece of evidence, the other what was done with it until sealing. */
final class Signed {
  static final List<String> FILES = List.of(BagLayout.MANIFEST_SHA256, BagLayout.CUSTODY);

  private Signed() {}

  /** Where the signature of a file lies. */
  static String path(String file, SealingKey.Kind kind) {
    return BagLayout.SIGNATURE + file + kind.ending();
  }

  /** Every signature a package may have. */
  static Set<String> paths() {
    Set<String> all = new TreeSet<>();
    for (SealingKey.Kind kind : SealingKey.Kind.values()) {
      FILES.forEach(f -> all.add(path(f, kind)));
    }
    return all;
  }
}
