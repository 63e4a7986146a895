package cn.qingzheng.casework;

import tools.jackson.databind.json.JsonMapper;

/** Records of the model as the JSON that lies in the database. */
final class Json {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }
}
