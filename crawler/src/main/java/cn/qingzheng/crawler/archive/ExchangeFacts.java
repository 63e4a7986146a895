package cn.qingzheng.crawler.archive;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What our own metadata records say of the record beside them.
 *
 * @param capture whose record that is
 * @param run of which scan
 * @param lastHop whether the exchange is whole with it
 */
record ExchangeFacts(String capture, String run, boolean lastHop) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Empty if it is no metadata record of ours. */
  static Optional<ExchangeFacts> of(RecordHead head) {
    if (!head.type().equals("metadata") || !head.whole() || !head.field("content-type").startsWith("application/json")) {
      return Optional.empty();
    }
    try {
      JsonNode facts = JSON.readTree(head.block());
      String capture = facts.path("capture").asString("");
      int hops = facts.path("chain").size();
      boolean last = hops == 0 || facts.path("hop").asInt(0) == hops - 1;
      return capture.isEmpty() ? Optional.empty() : Optional.of(new ExchangeFacts(capture, facts.path("run").asString(""), last));
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }
}
