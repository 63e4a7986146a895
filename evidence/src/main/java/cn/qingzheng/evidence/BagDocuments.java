package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** {@code bag-info.txt} and the note for the reader. */
final class BagDocuments {
  private static final String GUIDE_RESOURCE = "verification-guide.txt";

  private BagDocuments() {}

  static byte[] bagInfo(EvidenceRequest request, Instant sealedAt, List<Content> payload) {
    StringBuilder text = new StringBuilder();
    line(text, "Source-Organization", request.identity().organisation());
    line(text, "External-Identifier", request.identity().id());
    line(text, "Internal-Sender-Identifier", request.identity().caseId());
    line(text, "External-Description", "网页电子数据证据包；data 为展开的 WACZ 1.1.1");
    line(text, "Bagging-Date", Times.shanghaiDate(sealedAt));
    line(text, "Bag-Software-Agent", WaczDocuments.software(request.environment()));
    line(text, "Payload-Oxum", oxum(payload.stream().mapToLong(c -> c.digests().size()).sum(), payload.size()));
    return Json.utf8(text.toString());
  }

  static String oxum(long bytes, int files) {
    return bytes + "." + files;
  }

  /** @param manifest digests of {@code manifest-sha256.txt} */
  static byte[] guide(EvidenceRequest request, Instant sealedAt, Digests manifest) {
    String text =
        template()
            .replace("{{id}}", request.identity().id())
            .replace("{{sealedAt}}", Times.shanghai(sealedAt))
            .replace("{{manifestSha256}}", manifest.sha256())
            .replace("{{manifestSm3}}", manifest.sm3());
    return Json.utf8(text);
  }

  private static String template() {
    try (InputStream in = BagDocuments.class.getResourceAsStream(GUIDE_RESOURCE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("resource should be readable: " + GUIDE_RESOURCE, e);
    }
  }

  /** A value never spans lines: BagIt would read the next one as another field. */
  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value.replaceAll("\\p{Cntrl}+", " ").strip()).append('\n');
  }
}
