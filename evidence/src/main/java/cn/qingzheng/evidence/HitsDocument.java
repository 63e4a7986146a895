package cn.qingzheng.evidence;

import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Promoter;
import cn.qingzheng.model.Reason;
import cn.qingzheng.model.Span;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code hits.json}; its fields are explained in {@code docs/evidence-package.md}. */
final class HitsDocument {
  private HitsDocument() {}

  static byte[] of(String evidenceId, EvidenceRequest.Material material, String text) {
    PageResult result = material.result();
    ObjectNode root = Json.object().put("schema", SchemaIds.HITS).put("evidenceId", evidenceId);
    root.put("captureId", result.captureId());
    root.set("text", text(text));
    root.set("outcome", label(result.outcome().name(), result.outcome().label()));
    root.set("pageKind", label(result.kind().name(), result.kind().label()));
    root.set("reasons", reasons(result.reasons()));
    root.set("promoter", promoter(result.promoter()));
    root.set("checked", checked(result.checked()));
    ArrayNode hits = root.putArray("hits");
    for (int i = 0; i < result.hits().size(); i++) {
      ObjectNode hit = hit(i + 1, result.hits().get(i));
      int index = i;
      material.recapture().ifPresent(r -> hit.set("screenshot", sighting(r.sightings().get(index))));
      hits.add(hit);
    }
    return Json.pretty(root);
  }

  private static ObjectNode text(String text) {
    return Json.object().put("file", "text.txt").put("offsetUnit", "UTF-16").put("length", text.length());
  }

  private static ObjectNode checked(PageResult.Checked checked) {
    ObjectNode node = Json.object();
    node.set("packs", Json.strings(checked.packs()));
    node.set("rules", Json.strings(checked.rules().stream().sorted().toList()));
    node.set("failures", Json.strings(checked.failures()));
    return node;
  }

  private static ObjectNode promoter(Promoter promoter) {
    ObjectNode node = Json.object();
    promoter.name().ifPresent(v -> node.put("name", v));
    promoter.creditCode().ifPresent(v -> node.put("creditCode", v));
    node.set("status", label(promoter.status().name(), promoter.status().label()));
    promoter.filing().ifPresent(v -> node.put("filing", v.name()));
    return node.put("matchedBy", promoter.matchedBy()).put("note", promoter.note());
  }

  /** Where the words stand on the screenshot, in its pixels. */
  private static ObjectNode sighting(Recapture.Sighting sighting) {
    ObjectNode node = Json.object();
    node.set("state", label(sighting.seen().name(), sighting.seen().label()));
    ArrayNode boxes = node.putArray("boxes");
    sighting.boxes().forEach(b -> boxes.add(box(b)));
    sighting.image().ifPresent(i -> {
      ObjectNode image = node.putObject("image").put("record", i.recordId());
      image.set("box", box(i.box()));
      image.put("reader", i.reader()).put("confidence", i.confidence());
    });
    return node;
  }

  private static ObjectNode box(Recapture.Box b) {
    return Json.object().put("x", b.x()).put("y", b.y()).put("width", b.width()).put("height", b.height());
  }

  private static ObjectNode hit(int number, Hit hit) {
    Hit.Match match = hit.match();
    Hit.Judgement judgement = hit.judgement();
    ObjectNode node = Json.object().put("number", number).put("rule", hit.ruleId()).put("candidate", hit.violation());
    node.set("facet", label(hit.facet().name(), hit.facet().label()));
    node.set("severity", label(judgement.severity().name(), judgement.severity().label()));
    node.put("score", judgement.score()).put("why", judgement.why());
    node.put("term", match.term());
    node.set("alternatives", Json.strings(match.alternatives()));
    node.put("quote", match.surface()).put("folded", match.folded());
    span(node, match.span());
    node.set("writtenForm", label(match.form().name(), match.form().label()));
    node.set("place", place(hit.place()));
    hit.certificate().ifPresent(c -> node.set("certificate", certificate(c)));
    node.set("basis", basis(judgement.basis()));
    node.set("reasons", reasons(judgement.reasons()));
    node.set("exemptions", reasons(judgement.exempting()));
    return node;
  }

  private static ObjectNode place(Hit.Place place) {
    ObjectNode node = Json.object().put("cssPath", place.path()).put("hidden", place.hidden());
    node.set("block", label(place.block().name(), place.block().label()));
    node.put("sentence", place.sentence());
    return span(node, place.sentenceSpan());
  }

  private static ObjectNode certificate(Certificate certificate) {
    ObjectNode node = Json.object().put("name", certificate.name());
    node.set("standing", label(certificate.standing().name(), certificate.standing().label()));
    certificate.occupationCode().ifPresent(v -> node.put("occupationCode", v));
    node.put("source", certificate.source());
    certificate.nearest().ifPresent(v -> node.put("nearest", v));
    return node;
  }

  private static ArrayNode basis(List<Citation> citations) {
    ArrayNode array = Json.array();
    for (Citation c : citations) {
      array.addObject()
          .put("statute", c.statute())
          .put("article", c.article())
          .put("version", c.version())
          .put("summary", c.summary());
    }
    return array;
  }

  private static ArrayNode reasons(List<Reason> reasons) {
    ArrayNode array = Json.array();
    for (Reason r : reasons) {
      array.addObject().put("code", r.code()).put("weight", r.weight()).put("text", r.text());
    }
    return array;
  }

  private static ObjectNode span(ObjectNode node, Span span) {
    return node.put("start", span.start()).put("end", span.end());
  }

  private static ObjectNode label(String code, String label) {
    return Json.object().put("code", code).put("label", label);
  }
}
