package cn.qingzheng.evidence;

import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Screenshot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Everything under {@code data/} of one package. */
final class Payload {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final EvidenceRequest request;
  private final Instant sealedAt;
  private final List<SealingKey> keys;

  Payload(EvidenceRequest request, Instant sealedAt, List<SealingKey> keys) {
    this.request = request;
    this.sealedAt = sealedAt;
    this.keys = keys;
  }

  List<Content> contents() throws IOException, EvidenceException {
    EvidenceRequest.Material material = request.material();
    ArchiveCopy copy = ArchiveCopy.of(request, sealedAt);
    SelfCheck selfCheck = SelfCheck.of(material, copy.warc(), copy.body(), sealedAt);
    if (!selfCheck.failures().isEmpty()) {
      throw new EvidenceException(selfCheck.failures());
    }
    String text = Json.wellFormed(material.page().text().raw());
    List<Content> contents = new ArrayList<>(List.of(
        Content.of(BagLayout.WARC, copy.bytes()),
        Content.of(BagLayout.CDX, CdxIndex.of(copy.warc().entries())),
        Content.of(BagLayout.PAGES, WaczDocuments.pages(material.capture(), material.page())),
        Content.of(BagLayout.TEXT, Json.utf8(text)),
        Content.of(BagLayout.HITS, HitsDocument.of(request.identity().id(), material, text)),
        Content.of(BagLayout.CAPTURE, CaptureDocument.of(request, sealedAt, copy, selfCheck, keys)),
        picture(request.picture())));
    material.recapture().ifPresent(r -> {
      contents.add(Content.of(BagLayout.MHTML, r.mhtml()));
      contents.add(Content.of(BagLayout.RECAPTURE_TEXT, Json.utf8(r.text())));
    });
    overlay().ifPresent(contents::add);
    contents.addAll(documents(contents));
    contents.addAll(papers(contents));
    Content datapackage = Content.of(
        BagLayout.DATAPACKAGE, WaczDocuments.datapackage(request, sealedAt, BagLayout.sorted(contents)));
    contents.add(datapackage);
    contents.add(Content.of(BagLayout.DATAPACKAGE_DIGEST, WaczDocuments.datapackageDigest(datapackage)));
    return contents;
  }

  private static Content picture(EvidenceRequest.Picture picture) throws IOException, EvidenceException {
    if (picture instanceof EvidenceRequest.Picture.Taken t) {
      return screenshot(t.screenshot());
    }
    String reason = ((EvidenceRequest.Picture.Missing) picture).reason();
    return Content.of(BagLayout.NO_SCREENSHOT, Json.utf8("本证据包没有整页截图。\n原因：" + reason + "\n"));
  }

  private static Content screenshot(Screenshot screenshot) throws IOException, EvidenceException {
    try (InputStream in = Files.newInputStream(screenshot.png())) {
      if (!Arrays.equals(in.readNBytes(PNG.length), PNG)) {
        throw new EvidenceException(List.of("截图不是 PNG 文件：" + screenshot.png().getFileName()));
      }
    }
    return Content.of(BagLayout.SCREENSHOT, () -> Files.newInputStream(screenshot.png()));
  }

  /** Only where there is something to draw. */
  private Optional<Content> overlay() throws IOException {
    Optional<Recapture> recapture = request.material().recapture();
    if (recapture.isEmpty() || !(request.picture() instanceof EvidenceRequest.Picture.Taken taken)) {
      return Optional.empty();
    }
    List<HitsOverlay.Marked> marks = new ArrayList<>();
    List<Hit> hits = request.material().result().hits();
    for (int i = 0; i < hits.size(); i++) {
      List<Recapture.Box> boxes = recapture.get().sightings().get(i).boxes();
      if (!boxes.isEmpty()) {
        marks.add(new HitsOverlay.Marked(i + 1, hits.get(i).violation(), boxes));
      }
    }
    if (marks.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(Content.of(BagLayout.OVERLAY, HitsOverlay.draw(taken.screenshot().png(), marks)));
  }

  private List<Content> documents(List<Content> taken) throws IOException, EvidenceException {
    List<Content> added = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, Path> d : request.documents().entrySet()) {
      add(d.getKey(), () -> Files.newInputStream(d.getValue()), taken, added, problems);
    }
    return none(problems, added);
  }

  private List<Content> papers(List<Content> taken) throws IOException, EvidenceException {
    List<Papers.ListedFile> files =
        BagLayout.sorted(taken).stream()
            .map(c -> new Papers.ListedFile(c.path(), c.digests().size(), c.digests().sha256(), c.digests().sm3()))
            .toList();
    List<Content> added = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (Map.Entry<String, byte[]> d : request.papers().write(files, path -> bytes(taken, path)).entrySet()) {
      add(d.getKey(), () -> new ByteArrayInputStream(d.getValue()), taken, added, problems);
    }
    return none(problems, added);
  }

  private static byte[] bytes(List<Content> contents, String path) throws IOException {
    for (Content c : contents) {
      if (c.path().equals(path)) {
        try (InputStream in = c.source().open()) {
          return in.readAllBytes();
        }
      }
    }
    throw new IOException("缺少 " + path);
  }

  private static void add(
      String name, Content.Source source, List<Content> taken, List<Content> added, List<String> problems)
      throws IOException {
    String path = BagLayout.EVIDENCE + name;
    Predicate<Content> sameName = c -> c.path().equalsIgnoreCase(path);
    Optional<String> problem = name.contains("/") ? Optional.of("不能含斜杠") : BagLayout.problemWith(path);
    if (problem.isPresent() || taken.stream().anyMatch(sameName) || added.stream().anyMatch(sameName)) {
      problems.add("附件名“" + name + "”" + problem.orElse("与包内文件重名"));
    } else {
      added.add(Content.of(path, source));
    }
  }

  private static List<Content> none(List<String> problems, List<Content> added) throws EvidenceException {
    if (!problems.isEmpty()) {
      throw new EvidenceException(problems);
    }
    return added;
  }
}
