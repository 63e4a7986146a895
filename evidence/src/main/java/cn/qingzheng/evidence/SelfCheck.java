package cn.qingzheng.evidence;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;

/**
 * What was checked on the material before sealing, as {@code capture.json} tells it
 * (法释〔2019〕19号第九十三条: 有效的防止出错的监测、核查手段).
 */
record SelfCheck(List<Item> items) {
  private static final String IN_BODY = "引文见于归档";

  /** What came out. UNDECIDED is for what could not be looked at; it does not stop the sealing. */
  enum State {
    OK,
    FAILED,
    UNDECIDED
  }

  record Item(String id, String name, State state, String detail) {}

  SelfCheck {
    items = List.copyOf(items);
  }

  /** @param body the response record that holds the page */
  static SelfCheck of(EvidenceRequest.Material material, WarcFile warc, WarcEntry body, Instant sealedAt) {
    List<Item> items =
        new ArrayList<>(
            List.of(
                records(warc),
                payload(material, body),
                sameCapture(material),
                order(material.capture().at(), sealedAt),
                quotes(material.page(), material.result()),
                quotesInBody(material, warc, body),
                rulesRan(material.result())));
    material.recapture().ifPresent(r -> items.addAll(SeenAgain.check(material.result(), r)));
    return new SelfCheck(items);
  }

  List<String> failures() {
    return items.stream()
        .filter(i -> i.state() == State.FAILED)
        .map(i -> i.name() + "：" + i.detail())
        .toList();
  }

  ArrayNode json() {
    ArrayNode array = Json.array();
    for (Item i : items) {
      array.addObject()
          .put("id", i.id())
          .put("name", i.name())
          .put("state", i.state().name())
          .put("detail", i.detail());
    }
    return array;
  }

  private static Item records(WarcFile warc) {
    List<String> problems = warc.allProblems();
    String detail =
        problems.isEmpty()
            ? warc.entries().size() + " 条 WARC 记录可读，记录块与载荷校验值均相符"
            : String.join("；", problems);
    return new Item("records", "归档记录", problems.isEmpty() ? State.OK : State.FAILED, detail);
  }

  private static Item payload(EvidenceRequest.Material material, WarcEntry body) {
    String name = "响应正文的校验值";
    try {
      String said = material.capture().payload().sha256();
      String found = Digests.sha256(body.decodedBody(said));
      if (!found.equals(said) && material.capture().payload().truncated()) {
        return new Item("payload", name, State.UNDECIDED, "采集时正文因过大被截断，截断前后的校验值不可比");
      }
      return found.equals(said)
          ? new Item("payload", name, State.OK, "归档响应解码后的 SHA-256 与采集时记录的相同：" + said)
          : new Item("payload", name, State.FAILED, "采集时为 " + said + "，归档响应为 " + found);
    } catch (IOException e) {
      return new Item("payload", name, State.UNDECIDED, "未能解码归档响应的正文：" + e.getMessage());
    }
  }

  private static Item sameCapture(EvidenceRequest.Material m) {
    String id = m.capture().id();
    boolean same = id.equals(m.page().captureId()) && id.equals(m.result().captureId());
    return new Item(
        "capture",
        "采集、页面与分析结果一致",
        same ? State.OK : State.FAILED,
        same ? "同一采集编号 " + id : id + " / " + m.page().captureId() + " / " + m.result().captureId());
  }

  private static Item quotes(Page page, PageResult result) {
    String raw = page.text().raw();
    List<String> wrong = new ArrayList<>();
    for (Hit hit : result.hits()) {
      if (!stands(raw, hit.match().span(), hit.match().surface())) {
        wrong.add(hit.match().surface() + "（" + hit.match().span().start() + "）");
      }
      if (!stands(raw, hit.place().sentenceSpan(), hit.place().sentence())) {
        wrong.add("所在句（" + hit.place().sentenceSpan().start() + "）");
      }
    }
    String detail =
        wrong.isEmpty()
            ? result.hits().size() + " 处引文均位于 text.txt 所记位置"
            : "引文与 text.txt 不符：" + String.join("、", wrong);
    return new Item("quotes", "引文与网页文字", wrong.isEmpty() ? State.OK : State.FAILED, detail);
  }

  private static Item order(Instant captured, Instant sealed) {
    boolean after = !sealed.isBefore(captured.truncatedTo(ChronoUnit.SECONDS));
    return new Item(
        "order",
        "时间先后",
        after ? State.OK : State.FAILED,
        after ? "封存晚于采集" : "封存时间早于采集时间，请核对本机时钟：" + Times.shanghai(captured) + " / " + Times.shanghai(sealed));
  }

  private static boolean stands(String text, Span span, String quote) {
    return span.end() <= text.length() && text.substring(span.start(), span.end()).equals(quote);
  }

  /** Entities, inline tags and words in pictures keep a quote from standing in the source as such; so only told. */
  private static Item quotesInBody(EvidenceRequest.Material material, WarcFile warc, WarcEntry body) {
    List<String> quotes = material.result().hits().stream().map(h -> h.match().surface()).distinct().toList();
    if (quotes.isEmpty()) {
      return new Item("body", IN_BODY, State.UNDECIDED, "没有引文");
    }
    try {
      String source = source(material, warc, body);
      List<String> absent = quotes.stream().filter(q -> !source.contains(q)).toList();
      String found = (quotes.size() - absent.size()) + "/" + quotes.size() + " 个引文逐字见于归档的源码";
      return absent.isEmpty()
          ? new Item("body", IN_BODY, State.OK, found)
          : new Item(
              "body", IN_BODY, State.UNDECIDED,
              found + "；其余在源码中被标签、字符实体或脚本隔开，或来自图片：" + String.join("、", absent));
    } catch (IOException e) {
      return new Item("body", IN_BODY, State.UNDECIDED, "未能解码归档响应的正文：" + e.getMessage());
    }
  }

  /** The answer's source, and what a browser made of it, if that was archived too. */
  private static String source(EvidenceRequest.Material material, WarcFile warc, WarcEntry body) throws IOException {
    String sha256 = material.capture().payload().sha256();
    StringBuilder source = new StringBuilder(Bodies.text(body.decodedBody(sha256), body.contentType()));
    warc.entries().stream()
        .filter(e -> e.type().equals("resource") && e.mime().startsWith("text/"))
        .forEach(e -> source.append('\n').append(new String(e.block(), StandardCharsets.UTF_8)));
    return source.toString();
  }

  private static Item rulesRan(PageResult result) {
    int rules = result.checked().rules().size();
    List<String> failures = result.checked().failures();
    State state = rules == 0 ? State.FAILED : failures.isEmpty() ? State.OK : State.UNDECIDED;
    String detail = rules + " 条规则已执行" + (failures.isEmpty() ? "" : "；执行失败：" + String.join("、", failures));
    return new Item("rules", "规则执行", state, detail);
  }
}
