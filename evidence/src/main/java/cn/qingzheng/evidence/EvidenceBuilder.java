package cn.qingzheng.evidence;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Screenshot;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Builds and seals evidence packages. The same request at the same time gives the same bytes, but
 * for signatures. Safe for several
 * threads.
 *
 * <p>A package appears under its name only when it is whole, on disk and verified; whatever is interrupted leaves
 * at most a hidden {@code .part} file, which nobody takes for a package.
 */
public final class EvidenceBuilder {
  private final Clock clock;
  private final List<SealingKey> keys;

  /** Builds packages without signatures. */
  public EvidenceBuilder(Clock clock) {
    this(clock, List.of());
  }

  /**
   * @param clock gives the time of sealing
   * @param keys the bureau's, at most one SM2 and one other
   */
  public EvidenceBuilder(Clock clock, List<SealingKey> keys) {
    this.clock = clock;
    this.keys = List.copyOf(keys);
    if (keys.stream().map(SealingKey::kind).distinct().count() != keys.size()) {
      throw new IllegalArgumentException("keys should be of different kinds, was: " + keys);
    }
  }

  /**
   * Builds {@code targetDir/<id>.zip}.
   *
   * @param targetDir made if it is not there
   * @throws EvidenceException if the material does not hold together: a record is unreadable or another one, the
   *     digests differ, a quote does not stand in the text, no rule ran
   * @throws FileAlreadyExistsException if there is a package of this id; it is never replaced
   * @throws IOException if the archive, a document or the disk fails
   */
  public EvidencePackage build(EvidenceRequest request, Path targetDir) throws IOException, EvidenceException {
    Files.createDirectories(targetDir);
    Path target = targetDir.resolve(request.identity().id() + ".zip");
    if (Files.exists(target)) {
      throw new FileAlreadyExistsException(target.toString());
    }
    Instant sealedAt = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Path part = SealedZip.part(targetDir, request.identity().id());
    try {
      requireValidKeys(sealedAt);
      Bag bag = bag(request, sealedAt);
      SealedZip.write(part, request.identity().id(), sealedAt, bag.contents());
      SealedZip.publish(part, target);
      Digests manifest = bag.manifest();
      return new EvidencePackage(request.identity().id(), target, sealedAt, manifest.sha256(), manifest.sm3());
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** Everything inside, sorted, and the digests of {@code manifest-sha256.txt}. */
  private record Bag(List<Content> contents, Digests manifest) {}

  private void requireValidKeys(Instant sealedAt) throws EvidenceException {
    List<String> expired =
        keys.stream().filter(k -> !k.validAt(sealedAt)).map(k -> "签名证书不在有效期内：" + k.subject()).toList();
    if (!expired.isEmpty()) {
      throw new EvidenceException(expired);
    }
  }

  private Bag bag(EvidenceRequest request, Instant sealedAt) throws IOException, EvidenceException {
    List<Content> payload = new Payload(request, sealedAt, keys).contents();
    Content sha256 = Content.of(BagLayout.MANIFEST_SHA256, Manifest.of(payload, Digests::sha256));
    List<Content> summed = new ArrayList<>(payload);
    summed.add(sha256);
    List<Content> tags = new ArrayList<>(List.of(
        sha256,
        Content.of(BagLayout.MANIFEST_SHA512, Manifest.of(payload, Digests::sha512)),
        Content.of(BagLayout.SM3_SUMS, Manifest.of(summed, Digests::sm3)),
        Content.of(BagLayout.BAGIT, Json.utf8(BagLayout.BAGIT_TEXT)),
        Content.of(BagLayout.BAG_INFO, BagDocuments.bagInfo(request, sealedAt, payload)),
        Content.of(BagLayout.CUSTODY, custody(request, sealedAt, sha256.digests())),
        Content.of(BagLayout.GUIDE, BagDocuments.guide(request, sealedAt, sha256.digests()))));
    sign(tags, sealedAt);
    tags.add(Content.of(BagLayout.TAG_MANIFEST, Manifest.of(tags, Digests::sha256)));
    List<Content> all = new ArrayList<>(payload);
    all.addAll(tags);
    return new Bag(BagLayout.sorted(all), sha256.digests());
  }

  private void sign(List<Content> tags, Instant sealedAt) throws IOException, EvidenceException {
    for (Content tag : List.copyOf(tags)) {
      if (Signed.FILES.contains(tag.path())) {
        byte[] bytes = tag.source().open().readAllBytes();
        for (SealingKey key : keys) {
          tags.add(Content.of(Signed.path(tag.path(), key.kind()), CmsSignature.sign(bytes, key, sealedAt)));
        }
      }
    }
  }

  /** Material that was handed in was seen by a person, as that person states. */
  private static CustodyEvent taken(Capture capture, String program) {
    return capture
        .origin()
        .imported()
        .map(i -> new CustodyEvent(
            capture.at(), i.by(), "人工取得", (i.place().isEmpty() ? "" : "在" + i.place() + "，") + capture.url()
                + (i.device().isEmpty() ? "" : "，设备 " + i.device()) + "（取得人陈述，程序未见证）"))
        .orElseGet(() -> new CustodyEvent(capture.at(), program, "采集", "采集编号 " + capture.id() + "，" + capture.url()));
  }

  private static byte[] custody(EvidenceRequest request, Instant sealedAt, Digests manifest) {
    Capture capture = request.material().capture();
    String program = WaczDocuments.software(request.environment());
    List<CustodyEvent> events = new ArrayList<>();
    events.add(taken(capture, program));
    capture.origin().imported().ifPresent(i ->
        events.add(new CustodyEvent(i.importedAt(), program, "导入", "采集编号 " + capture.id() + "，文件 " + i.file().name()
            + (i.file().part().isEmpty() ? "" : " " + i.file().part()) + "，SHA-256 " + i.file().sha256())));
    if (request.picture() instanceof EvidenceRequest.Picture.Taken t) {
      Screenshot s = t.screenshot();
      events.add(new CustodyEvent(s.at(), s.browser(), "截图", s.width() + "×" + s.height()));
    }
    events.addAll(request.custody());
    // Stable: what was handed over in its order stays so where times are the same.
    events.sort(Comparator.comparing(CustodyEvent::at));
    long quotes = request.material().result().hits().stream().filter(Hit::violation).count();
    String found = "结论候选：" + request.material().result().outcome().label() + "，疑似 " + quotes + " 处";
    events.add(new CustodyEvent(sealedAt, program, "整理", found));
    return CustodyLog.of(events, sealedAt, request.identity().organisation(), manifest);
  }
}
