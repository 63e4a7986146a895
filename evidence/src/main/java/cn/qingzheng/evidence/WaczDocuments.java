package cn.qingzheng.evidence;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The files that make {@code data/} a WACZ (1.1.1). */
final class WaczDocuments {
  private WaczDocuments() {}

  /** A player lists exactly the pages named here. */
  static byte[] pages(Capture capture, Page page) {
    ObjectNode header = Json.object().put("format", "json-pages-1.0").put("id", "pages").put("title", "网页");
    ObjectNode line = Json.object().put("id", capture.id()).put("url", capture.url().toString());
    line.put("ts", Times.utc(capture.at())).put("title", page.title());
    return Json.utf8(Json.line(header) + "\n" + Json.line(line) + "\n");
  }

  /** @param payload every file under {@code data/} so far, sorted */
  static byte[] datapackage(EvidenceRequest request, Instant sealedAt, List<Content> payload) {
    Capture capture = request.material().capture();
    ObjectNode root = Json.object().put("profile", "data-package").put("wacz_version", "1.1.1");
    root.put("title", request.identity().id());
    root.put("description", "电子数据证据包 " + request.identity().id());
    root.put("created", Times.utc(sealedAt));
    root.put("software", software(request.environment()));
    root.put("mainPageUrl", capture.url().toString()).put("mainPageDate", Times.utc(capture.at()));
    ArrayNode resources = root.putArray("resources");
    for (Content c : payload) {
      resources
          .addObject()
          .put("name", c.path().substring(c.path().lastIndexOf('/') + 1))
          .put("path", c.path().substring(BagLayout.PAYLOAD.length()))
          .put("hash", "sha256:" + c.digests().sha256())
          .put("bytes", c.digests().size());
    }
    return Json.pretty(root);
  }

  static byte[] datapackageDigest(Content datapackage) {
    return Json.pretty(
        Json.object()
            .put("path", "datapackage.json")
            .put("hash", "sha256:" + datapackage.digests().sha256()));
  }

  static String software(EvidenceRequest.Environment environment) {
    return String.join(", ", environment.tools().stream().map(t -> t.name() + " " + t.version()).toList());
  }
}
