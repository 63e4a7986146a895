package cn.qingzheng.analyzer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Where a term counts: anywhere, near a certificate, or in the title, category or shop name of an offer. A group about
 * the page as a whole has no terms; a {@link PageRule} of the program sees for it.
 */
enum TermContext {
  ANY,
  CERTIFICATE,
  LISTING_TITLE,
  PAGE;

  /** As written in a pack: {@code any}, {@code certificate}, {@code listing-title}, {@code page}. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<TermContext> of(String word) {
    return Arrays.stream(values()).filter(c -> c.word().equals(word)).findFirst();
  }
}
