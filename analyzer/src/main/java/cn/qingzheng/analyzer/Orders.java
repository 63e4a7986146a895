package cn.qingzheng.analyzer;

import java.util.LinkedHashSet;
import java.util.Set;

/** Orders in which the letters of a term may be written. */
final class Orders {
  private Orders() {}

  /** Backwards, two neighbours changed round, every order of three or four letters, every order of pairs of letters. */
  static Set<String> of(String letters) {
    int n = letters.length();
    Set<String> orders = new LinkedHashSet<>();
    orders.add(new StringBuilder(letters).reverse().toString());
    for (int i = 0; i + 1 < n; i++) {
      orders.add(letters.substring(0, i) + letters.charAt(i + 1) + letters.charAt(i) + letters.substring(i + 2));
    }
    if (n == 3 || n == 4) {
      permute(letters.split(""), 0, orders);
    } else if (n == 6 || n == 8) {
      permute(letters.split("(?<=\\G..)"), 0, orders);
      orders.add(letters.replaceAll("(.)(.)", "$2$1"));
    }
    orders.remove(letters);
    return orders;
  }

  private static void permute(String[] parts, int from, Set<String> orders) {
    if (from == parts.length) {
      orders.add(String.join("", parts));
      return;
    }
    for (int i = from; i < parts.length; i++) {
      swap(parts, from, i);
      permute(parts, from + 1, orders);
      swap(parts, from, i);
    }
  }

  private static void swap(String[] parts, int i, int j) {
    String one = parts[i];
    parts[i] = parts[j];
    parts[j] = one;
  }
}
