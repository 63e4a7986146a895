package cn.qingzheng.analyzer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a term counts: anywhere, near a certificate, or in the title, category or shop name of an offer. */
enum TermContext {
  ANY,
  CERTIFICATE,
  LISTING_TITLE;

  /** As written in a pack: {@code any}, {@code certificate}, {@code listing-title}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<TermContext> of(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }
}
