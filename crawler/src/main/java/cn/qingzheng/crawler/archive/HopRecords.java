package cn.qingzheng.crawler.archive;

import java.net.URI;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcMetadata;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTruncationReason;
import tools.jackson.databind.json.JsonMapper;

/** Writes one hop of an exchange as its records: request, response or revisit, metadata. */
final class HopRecords {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String IDENTICAL = WarcRevisit.IDENTICAL_PAYLOAD_DIGEST_1_1.toString();
  private static final String NOT_MODIFIED = WarcRevisit.SERVER_NOT_MODIFIED_1_1.toString();

  private final ArchivedExchange exchange;
  private final int index;
  private final ArchivedExchange.Hop hop;
  private final Optional<Earlier> earlier;
  private final URI requestId = newId();
  private final URI responseId = newId();

  /** @param earlier what the answer repeats; nothing if the body is another one after all */
  HopRecords(ArchivedExchange exchange, int index, Optional<Earlier> earlier) {
    this.exchange = exchange;
    this.index = index;
    this.hop = exchange.hops().get(index);
    this.earlier = earlier.filter(e -> repeats(hop, e));
  }

  List<Member> members() {
    ResponseBlock block = ResponseBlock.of(hop.wire(), earlier.isEmpty());
    List<Member> members = new ArrayList<>();
    members.add(request());
    members.add(earlier.map(e -> revisit(e, block)).orElseGet(() -> response(block)));
    members.add(metadata(block));
    return members;
  }

  private static boolean repeats(ArchivedExchange.Hop hop, Earlier e) {
    return hop.wire().body().length == 0
        ? status(hop) == 304
        : e.digest().equals("sha256:" + Sha256.hex(hop.wire().body()));
  }

  private Member request() {
    byte[] head = hop.wire().requestHead();
    WarcRequest.Builder b = new WarcRequest.Builder(target()).recordId(requestId).concurrentTo(responseId);
    common(b, head, Sha256.hex(new byte[0]));
    return Member.of(b.body(MediaType.HTTP_REQUEST, head).build(), hop.url());
  }

  private Member response(ResponseBlock block) {
    byte[] bytes = block.bytes();
    WarcResponse.Builder b = new WarcResponse.Builder(target()).recordId(responseId).concurrentTo(requestId);
    common(b, bytes, Sha256.hex(hop.wire().body()));
    if (hop.truncated()) {
      b.truncated(WarcTruncationReason.LENGTH);
    }
    return Member.of(b.body(MediaType.HTTP_RESPONSE, bytes).build(), hop.url());
  }

  private Member revisit(Earlier e, ResponseBlock block) {
    String profile = status(hop) == 304 ? NOT_MODIFIED : IDENTICAL;
    WarcRevisit.Builder b =
        new WarcRevisit.Builder(target(), URI.create(profile)).recordId(responseId).concurrentTo(requestId);
    common(b, block.head(), e.digest().substring(e.digest().indexOf(':') + 1));
    b.setHeader("WARC-Refers-To", "<" + e.recordId() + ">");
    b.setHeader("WARC-Refers-To-Target-URI", e.target().toASCIIString());
    b.setHeader("WARC-Refers-To-Date", e.date());
    b.setHeader(Earlier.FILE_FIELD, e.file());
    b.setHeader(Earlier.OFFSET_FIELD, Long.toString(e.offset()));
    return Member.of(b.body(MediaType.HTTP_RESPONSE, block.head()).build(), hop.url());
  }

  private Member metadata(ResponseBlock block) {
    byte[] json = JSON.writeValueAsBytes(facts(block));
    WarcMetadata.Builder b = new WarcMetadata.Builder().targetURI(target()).recordId(newId()).concurrentTo(responseId);
    common(b, json, Sha256.hex(json));
    return Member.of(b.body(MediaType.parse("application/json"), json).build(), hop.url());
  }

  private Map<String, Object> facts(ResponseBlock block) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("capture", exchange.captureId());
    facts.put("run", exchange.runId());
    facts.put("requestedUrl", exchange.requestedUrl().toASCIIString());
    facts.put("chain", exchange.hops().stream().map(h -> h.url().toASCIIString()).toList());
    facts.put("hop", index);
    facts.put("at", hop.at().toString());
    facts.put("tookMillis", hop.took().toMillis());
    facts.put("ip", hop.remote().ip());
    facts.put("port", hop.remote().port());
    hop.remote().tls().ifPresent(tls -> facts.put("tls", tls));
    if (!hop.wire().certificates().isEmpty()) {
      facts.put("certificates", hop.wire().certificates());
    }
    facts.put("truncated", hop.truncated());
    if (!exchange.approvals().isEmpty()) {
      facts.put("approvals", exchange.approvals());
    }
    if (block.changed()) {
      facts.put("responseHeadAsReceived", hop.wire().responseHead());
    }
    return facts;
  }

  private void common(WarcCaptureRecord.AbstractBuilder<?, ?> b, byte[] block, String payloadHex) {
    b.version(MessageVersion.WARC_1_1);
    b.date(hop.at().truncatedTo(ChronoUnit.MILLIS));
    b.setHeader("WARC-Block-Digest", "sha256:" + Sha256.hex(block));
    b.setHeader("WARC-Payload-Digest", "sha256:" + payloadHex);
    if (!hop.remote().ip().isEmpty()) {
      b.setHeader("WARC-IP-Address", hop.remote().ip());
    }
  }

  private String target() {
    return hop.url().toASCIIString();
  }

  private static int status(ArchivedExchange.Hop hop) {
    String head = new String(hop.wire().responseHead(), java.nio.charset.StandardCharsets.ISO_8859_1);
    String[] words = head.split("\\s+", 3);
    return words.length > 1 && words[1].matches("\\d{3}") ? Integer.parseInt(words[1]) : 0;
  }

  private static URI newId() {
    return URI.create("urn:uuid:" + UUID.randomUUID());
  }
}
