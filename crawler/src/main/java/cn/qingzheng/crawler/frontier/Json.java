package cn.qingzheng.crawler.frontier;

import tools.jackson.databind.json.JsonMapper;

/** Records to text and back, for columns that are never searched in. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Object record) {
    return MAPPER.writeValueAsString(record);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }
}
