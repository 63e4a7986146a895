package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Screenshot;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code capture.json}; its fields are explained in {@code docs/evidence-package.md}. */
final class CaptureDocument {
  private CaptureDocument() {}

  static byte[] of(EvidenceRequest request, Instant sealedAt, ArchiveCopy copy, SelfCheck selfCheck, List<SealingKey> keys) {
    Capture capture = request.material().capture();
    ObjectNode root = Json.object().put("schema", SchemaIds.CAPTURE);
    root.put("evidenceId", request.identity().id());
    root.put("caseId", request.identity().caseId());
    root.put("organisation", request.identity().organisation());
    root.put("captureId", capture.id());
    root.set("origin", origin(capture.origin()));
    root.set("address", address(capture));
    root.set("requestedAt", Times.both(capture.at()));
    root.set("sealedAt", Times.both(sealedAt));
    root.set("exchange", exchange(capture));
    root.set("payload", payload(capture.payload(), copy.body()));
    root.set("page", page(request));
    root.set("records", records(request.material(), copy.warc()));
    root.set("screenshot", picture(request.picture()));
    request.material().recapture().ifPresent(r -> root.set("recapture", recapture(r)));
    root.set("environment", environment(request.environment()));
    root.set("selfCheck", selfCheck.json());
    root.set("signatures", signatures(keys));
    return Json.pretty(root);
  }

  /** Said here, so that a signature cannot be taken out unnoticed. */
  private static ArrayNode signatures(List<SealingKey> keys) {
    ArrayNode array = Json.array();
    for (SealingKey key : keys) {
      ObjectNode node = array.addObject().put("kind", key.kind().name()).put("algorithm", key.algorithm());
      node.put("signer", key.subject()).put("certificateSha256", key.fingerprint());
      node.set("files", Json.strings(Signed.FILES.stream().map(f -> Signed.path(f, key.kind())).toList()));
    }
    return array;
  }

  private static ObjectNode origin(Capture.Origin origin) {
    ObjectNode node = Json.object().put("run", origin.runId()).put("seed", origin.seedId());
    node.put("depth", origin.depth());
    origin.listing().ifPresent(l -> {
      ObjectNode listing = node.putObject("listing");
      listing.put("connector", l.connectorId()).put("platform", l.platform()).put("title", l.title());
      l.price().ifPresent(v -> listing.put("price", v));
      l.seller().ifPresent(v -> listing.put("seller", v));
    });
    if (!origin.approvals().isEmpty()) {
      node.set("approvals", approvals(origin.approvals()));
    }
    origin.imported().ifPresent(i -> node.set("imported", imported(i)));
    return node;
  }

  private static ArrayNode approvals(List<CrawlApproval> approvals) {
    ArrayNode array = Json.array();
    for (CrawlApproval a : approvals) {
      array.addObject()
          .put("subject", a.subject().name())
          .put("meaning", a.subject().label())
          .put("legalBasis", a.legalBasis())
          .put("documentNo", a.documentNo())
          .put("approvedBy", a.approvedBy())
          .put("secondApprover", a.secondApprover())
          .put("expires", a.expires().toString());
    }
    return array;
  }

  /** What the person who handed the material in states; the program saw only the file. */
  private static ObjectNode imported(Import i) {
    ObjectNode node = Json.object().put("file", i.file().name()).put("part", i.file().part());
    node.put("fileSha256", i.file().sha256()).put("by", i.by()).put("device", i.device()).put("place", i.place());
    node.set("importedAt", Times.both(i.importedAt()));
    i.promoter().ifPresent(p -> {
      node.put("promoter", p.name());
      p.creditCode().ifPresent(c -> node.put("creditCode", c));
    });
    return node.put("note", i.note());
  }

  private static ObjectNode address(Capture capture) {
    ObjectNode node = Json.object().put("requested", capture.exchange().requestedUrl().toString());
    node.set("redirects", Json.strings(capture.exchange().redirects().stream().map(URI::toString).toList()));
    return node.put("final", capture.url().toString());
  }

  private static ObjectNode exchange(Capture capture) {
    Capture.Exchange exchange = capture.exchange();
    ObjectNode node = Json.object().put("status", exchange.status());
    node.put("tookMillis", exchange.took().toMillis());
    ObjectNode remote = node.putObject("remote").put("ip", exchange.remote().ip()).put("port", exchange.remote().port());
    exchange.remote().tls().ifPresent(v -> remote.put("tls", v));
    ArrayNode headers = node.putArray("responseHeaders");
    exchange.headers().forEach(h -> headers.addObject().put("name", h.name()).put("value", h.value()));
    return node;
  }

  private static ObjectNode payload(Capture.Payload payload, WarcEntry body) {
    return Json.object()
        .put("record", body.id())
        .put("sha256", payload.sha256())
        .put("length", payload.length())
        .put("truncated", payload.truncated());
  }

  private static ObjectNode page(EvidenceRequest request) {
    return Json.object()
        .put("title", request.material().page().title())
        .put("textLength", request.material().page().text().raw().length());
  }

  /** Every record with its place in the archive and here; the first here is the warcinfo, which was in neither. */
  private static ArrayNode records(EvidenceRequest.Material material, WarcFile warc) {
    ArrayNode array = Json.array();
    List<ArchivedRecord> sources = ArchiveCopy.sources(material);
    for (int i = 0; i < sources.size(); i++) {
      ArchivedRecord r = sources.get(i);
      GzipMember here = warc.entries().get(i + 1).member();
      ObjectNode node = array.addObject().put("type", r.type()).put("id", r.recordId()).put("uri", r.uri().toString());
      node.putObject("archive").put("file", r.file()).put("offset", r.offset()).put("length", r.length());
      node.putObject("here").put("file", BagLayout.WARC_NAME).put("offset", here.offset()).put("length", here.length());
    }
    return array;
  }

  private static ObjectNode picture(EvidenceRequest.Picture picture) {
    return picture instanceof EvidenceRequest.Picture.Taken t
        ? screenshot(t.screenshot())
        : Json.object().put("present", false).put("reason", ((EvidenceRequest.Picture.Missing) picture).reason());
  }

  private static ObjectNode screenshot(Screenshot s) {
    ObjectNode node = Json.object().put("present", true).put("url", s.url().toString());
    node.set("at", Times.both(s.at()));
    return node.put("width", s.width()).put("height", s.height()).put("browser", s.browser());
  }

  private static ObjectNode recapture(Recapture r) {
    Recapture.Visit visit = r.visit();
    ObjectNode node = Json.object().put("url", visit.url().toString());
    node.set("at", Times.both(visit.at()));
    node.put("browser", visit.browser()).put("complete", visit.complete());
    ArrayNode connections = node.putArray("connections");
    visit.connections().forEach(c -> connections.addObject().put("host", c.host()).put("port", c.port()).put("ip", c.ip()));
    node.set("refused", Json.strings(visit.refused()));
    node.set("records", Json.strings(r.records().stream().map(ArchivedRecord::recordId).toList()));
    r.replay().ifPresent(p -> {
      ObjectNode replay = node.putObject("replay");
      replay.set("seen", Json.strings(p.seen().stream().map(Enum::name).toList()));
      replay.put("served", p.served()).set("absent", Json.strings(p.absent()));
    });
    return node;
  }

  private static ObjectNode environment(EvidenceRequest.Environment environment) {
    ObjectNode node = Json.object().put("os", environment.os()).put("java", environment.java());
    node.put("clock", environment.clockNote());
    ArrayNode tools = node.putArray("tools");
    for (EvidenceRequest.Tool t : environment.tools()) {
      ObjectNode tool = tools.addObject().put("name", t.name()).put("version", t.version());
      t.sha256().ifPresent(v -> tool.put("sha256", v));
    }
    node.set("rulePacks", Json.strings(environment.rulePacks()));
    return node;
  }
}
