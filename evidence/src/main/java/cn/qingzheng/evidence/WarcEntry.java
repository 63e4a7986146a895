package cn.qingzheng.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.netpreserve.jwarc.HeaderValidator;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.WarcDigest;
import org.netpreserve.jwarc.WarcPayload;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcTargetRecord;

/**
 * One record of a WARC file, read to its end and checked against the digests it carries.
 *
 * @param id WARC-Record-ID without angle brackets
 * @param target WARC-Target-URI, empty for warcinfo
 * @param status of the HTTP answer, 0 if it is none
 * @param mime of the payload, without parameters
 * @param payloadDigest as the record says
 * @param refersTo WARC-Refers-To of a revisit, without angle brackets
 * @param problems what is wrong with it, in Chinese
 */
record WarcEntry(
    GzipMember member,
    String type,
    String id,
    String target,
    Instant date,
    int status,
    String mime,
    Optional<String> payloadDigest,
    Optional<String> refersTo,
    List<String> problems) {
  private static final byte[] END = {'\r', '\n', '\r', '\n'};
  private static final MediaType HTTP = MediaType.HTTP;
  private static final String NO_DIGEST = "没有 SHA-256 校验值";

  /** Whether replay looks it up by address. */
  boolean indexed() {
    return type.equals("response") || type.equals("resource") || type.equals("revisit");
  }

  /** Whether it holds bytes as such, not the answer of a server. */
  boolean resource() {
    return type.equals("resource");
  }

  /**
   * Reads the one record of a member.
   *
   * @throws IOException in Chinese, if it holds no readable record
   */
  static WarcEntry read(GzipMember member) throws IOException {
    try (WarcReader reader = new WarcReader(new ByteArrayInputStream(member.content()))) {
      List<String> problems = new ArrayList<>();
      reader.onWarning(w -> problems.add("WARC 记录：" + w));
      WarcRecord found = reader.next().orElseThrow(() -> new IOException("gzip 成员中没有 WARC 记录"));
      HeaderValidator.warc_1_1().validate(found.headers()).forEach(v -> problems.add("WARC 头：" + v));
      checkBlock(member.content(), found, problems);
      WarcEntry entry = describe(member, found, problems);
      if (reader.next().isPresent()) {
        problems.add("一个 gzip 成员中有多条 WARC 记录");
      }
      return entry;
    } catch (IOException e) {
      throw e;
    } catch (RuntimeException e) {
      // jwarc answers some malformed headers with unchecked exceptions (bad dates, ids, lengths).
      throw new IOException("WARC 记录无法解析：" + e, e);
    }
  }

  private static WarcEntry describe(GzipMember member, WarcRecord found, List<String> problems) throws IOException {
    Optional<WarcTargetRecord> targeted =
        found instanceof WarcTargetRecord t ? Optional.of(t) : Optional.empty();
    int status = 0;
    String mime = "";
    if (found instanceof WarcResponse response && response.contentType().base().equals(HTTP)) {
      status = response.http().status();
      mime = response.http().headers().first("Content-Type").map(WarcEntry::withoutParameters).orElse("");
    } else if (found instanceof WarcRevisit) {
      mime = "warc/revisit";
    } else if (targeted.isPresent()) {
      mime = found.headers().first("Content-Type").map(WarcEntry::withoutParameters).orElse("");
    }
    checkPayload(found, problems);
    return new WarcEntry(
        member,
        found.type(),
        found.id().toString(),
        targeted.map(WarcTargetRecord::target).orElse(""),
        found.date(),
        status,
        mime,
        targeted.flatMap(WarcTargetRecord::payloadDigest).map(WarcDigest::raw),
        found.headers().first("WARC-Refers-To").map(WarcEntry::withoutBrackets),
        problems);
  }

  private static String withoutParameters(String contentType) {
    int end = contentType.indexOf(';');
    return (end < 0 ? contentType : contentType.substring(0, end)).strip();
  }

  private static String withoutBrackets(String id) {
    return URI.create(id.replaceAll("^<|>$", "")).toString();
  }

  /** The block is what lies between the header and the last CRLFCRLF; looked up here, not asked of the reader. */
  private static void checkBlock(byte[] all, WarcRecord found, List<String> problems) {
    int start = indexOf(all, END) + END.length;
    int end = all.length - END.length;
    long length = found.headers().sole("Content-Length").map(Long::parseLong).orElse(-1L);
    if (start < END.length || end - start != length || !Arrays.equals(all, end, all.length, END, 0, END.length)) {
      problems.add("WARC 记录的长度与内容不符");
      return;
    }
    Optional<WarcDigest> said = found.blockDigest();
    if (said.isEmpty() || !isSha256(said.get())) {
      problems.add("记录块" + NO_DIGEST);
    } else {
      compare("记录块", said.get(), Arrays.copyOfRange(all, start, end), problems);
    }
  }

  private static void checkPayload(WarcRecord found, List<String> problems) throws IOException {
    if (!(found instanceof WarcResponse response)) {
      return;
    }
    Optional<WarcPayload> payload = response.payload();
    byte[] bytes = payload.isPresent() ? Bodies.bytes(payload.get().body().stream()) : new byte[0];
    Optional<WarcDigest> said = response.payloadDigest();
    if (said.isPresent() && isSha256(said.get())) {
      compare("载荷", said.get(), bytes, problems);
    } else if (bytes.length > 0) {
      problems.add("载荷" + NO_DIGEST);
    }
  }

  private static boolean isSha256(WarcDigest digest) {
    return digest.algorithm().replace("-", "").equalsIgnoreCase("sha256");
  }

  private static void compare(String what, WarcDigest said, byte[] bytes, List<String> problems) {
    try {
      MessageDigest digester = said.getDigester();
      if (!said.equals(new WarcDigest(said.algorithm(), digester.digest(bytes)))) {
        problems.add(what + "校验值不符");
      }
    } catch (NoSuchAlgorithmException e) {
      problems.add(what + "校验值的算法不明：" + said.algorithm());
    }
  }

  private static int indexOf(byte[] all, byte[] wanted) {
    for (int i = 0; i + wanted.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + wanted.length, wanted, 0, wanted.length)) {
        return i;
      }
    }
    return -1 - wanted.length;
  }

  /**
   * The body of an HTTP answer after transfer and content decoding, read afresh; of material that was handed in its bytes. Some servers name a coding that the
   * body does not have; so the body as it is counts too, if it alone has the digest.
   *
   * @param sha256 that the body should have, lower-case hex
   * @return the body, also if its digest is another
   * @throws IOException in Chinese, if there is none, it cannot be decoded, or it is too large
   */
  byte[] decodedBody(String sha256) throws IOException {
    if (resource()) {
      return block();
    }
    try (InputStream raw = response().http().body().stream()) {
      byte[] body = Bodies.bytes(raw);
      if (Digests.sha256(body).equals(sha256)) {
        return body;
      }
    }
    try (InputStream decoded = response().http().bodyDecoded().stream()) {
      return Bodies.bytes(decoded);
    } catch (RuntimeException | LinkageError e) {
      // Codings other than gzip and deflate need libraries that may not be there.
      throw new IOException("响应正文无法解码：" + e, e);
    }
  }

  /** The Content-Type header of the HTTP answer, or of material that was handed in; empty if there is none. */
  String contentType() throws IOException {
    if (resource()) {
      return mime;
    }
    return response().http().headers().first("Content-Type").orElse("");
  }

  /** What the record holds after its header, for example the page of a {@code resource} that a browser rendered. */
  byte[] block() {
    byte[] all = member.content();
    return Arrays.copyOfRange(all, indexOf(all, END) + END.length, all.length - END.length);
  }

  private WarcResponse response() throws IOException {
    try {
      WarcRecord found = new WarcReader(new ByteArrayInputStream(member.content())).next().orElseThrow();
      if (found instanceof WarcResponse response) {
        return response;
      }
      throw new IOException("不是响应记录：" + type);
    } catch (RuntimeException e) {
      throw new IOException("响应记录无法解析：" + e, e);
    }
  }
}
