package cn.qingzheng.analyzer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * About how often some letters stand in texts of this trade, from the commonest letters and pairs of letters in {@code
 * commonness.tsv}. It decides where matching begins, never what is found.
 */
final class Commonness {
  private static final double COUNTED = 100_000;
  /** What is not listed. */
  private static final double RARE_LETTER = 10 / COUNTED;
  private static final double RARE_PAIR = 2 / COUNTED;
  private static final Map<String, Double> TABLE = table();

  private Commonness() {}

  private static Map<String, Double> table() {
    try (InputStream in = Commonness.class.getResourceAsStream("commonness.tsv");
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      return lines.lines().filter(l -> !l.startsWith("#")).map(l -> l.split("\t"))
          .collect(Collectors.toMap(l -> l[0], l -> Integer.parseInt(l[1]) / COUNTED, (a, b) -> a, HashMap::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The chance that the letters begin at some place of a text, each letter thought to depend on the one before it. */
  static double of(String letters) {
    double chance = letter(letters.charAt(0));
    for (int i = 1; i < letters.length(); i++) {
      double before = letter(letters.charAt(i - 1));
      double pair = TABLE.getOrDefault(letters.substring(i - 1, i + 1), Math.min(RARE_PAIR, before * letter(letters.charAt(i))));
      chance *= Math.min(1, pair / before);
    }
    return chance;
  }

  private static double letter(char c) {
    return TABLE.getOrDefault(String.valueOf(c), RARE_LETTER);
  }
}
