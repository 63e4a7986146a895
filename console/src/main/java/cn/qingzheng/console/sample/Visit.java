package cn.qingzheng.console.sample;

import java.util.Map;

/**
 * One request as a page sees it.
 *
 * @param path decoded path, with the leading slash and without the query
 * @param query decoded query parameters; of a repeated name the last value
 * @param number running number over the whole sample web, from 1
 */
record Visit(String host, String path, Map<String, String> query, Edition edition, long number) {

  String parameter(String name, String otherwise) {
    return query.getOrDefault(name, otherwise);
  }

  /** An integer parameter within bounds; {@code otherwise} where it is missing or is no such number. */
  int number(String name, int least, int most, int otherwise) {
    try {
      int value = Integer.parseInt(parameter(name, ""));
      return value < least || value > most ? otherwise : value;
    } catch (NumberFormatException notANumber) {
      return otherwise;
    }
  }
}
