package cn.qingzheng.console.search;

import cn.qingzheng.index.SearchField;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Values of fields as officers read them. */
public final class SearchLabels {
  private static final Map<String, String> REGIONS = regions();

  private final Map<String, String> rules;

  /** @param rules names by id */
  public SearchLabels(Map<String, String> rules) {
    this.rules = Map.copyOf(rules);
  }

  /** {@code regions.tsv}: code, name; source and date in its head. */
  private static Map<String, String> regions() {
    try (InputStream in = SearchLabels.class.getResourceAsStream("/regions.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(line -> line.split("\t"))
          .collect(Collectors.toMap(cells -> cells[0], cells -> cells[1]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String of(SearchField field, String value) {
    return switch (field) {
      case RULE -> rules.getOrDefault(value, value);
      case REGION -> region(value);
      default -> field.display(value);
    };
  }

  /** The name of the city or province that a code belongs to, and the code. */
  private static String region(String code) {
    String province = code.length() == 6 ? REGIONS.getOrDefault(code.substring(0, 2) + "0000", "") : "";
    String city = code.length() == 6 ? REGIONS.getOrDefault(code.substring(0, 4) + "00", "") : "";
    String name = city.isEmpty() || city.equals(province) ? province : city;
    return name.isEmpty() ? code : name + " " + code;
  }
}
