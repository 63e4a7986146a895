package cn.qingzheng.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Adds the time stamps that a sealed package does not have yet. What was sealed stays as it is, and so do the digests
 * of {@code manifest-sha256.txt}; only the list of tag files grows. May be repeated until nothing is pending. Not to
 * be run on one file from two threads.
 */
public final class EvidenceStamper {
  private final TimestampClient client;

  public EvidenceStamper(TimestampClient client) {
    this.client = client;
  }

  /**
   * @param granted names of the files stamped by this call
   * @param pending why others still have no stamp, in Chinese; empty if the package now has all
   */
  public record Result(List<String> granted, List<String> pending) {
    public Result {
      granted = List.copyOf(granted);
      pending = List.copyOf(pending);
    }
  }

  /**
   * Asks for what is missing and puts it in.
   *
   * @param zip a sealed package; replaced as a whole, or left untouched
   * @throws EvidenceException if it does not verify: nothing is stamped that is not what was sealed
   */
  public Result stamp(Path zip) throws IOException, EvidenceException {
    VerificationReport report = new EvidenceVerifier().verify(zip);
    if (!report.valid()) {
      throw new EvidenceException(report.failures());
    }
    List<String> granted = new ArrayList<>();
    List<String> pending = new ArrayList<>();
    try (ZipBag source = new ZipBag(zip)) {
      OpenBag bag = OpenBag.read(source);
      List<Content> added = new ArrayList<>();
      for (Stamped s : Stamped.values()) {
        if (!bag.has(BagLayout.timestamp(s.file(), BagLayout.REPLY))) {
          ask(s, bag, added, granted, pending);
        }
      }
      if (!added.isEmpty()) {
        rewrite(zip, bag, added);
      }
    }
    return new Result(granted, pending);
  }

  /**
   * Names of the files that have no time stamp yet; reads names only, and does not verify.
   *
   * @throws IOException if the file cannot be opened
   */
  public static List<String> missing(Path zip) throws IOException {
    try (ZipBag source = new ZipBag(zip)) {
      return Arrays.stream(Stamped.values())
          .map(Stamped::file)
          .filter(f -> !source.files().containsKey(BagLayout.timestamp(f, BagLayout.REPLY)))
          .toList();
    }
  }

  private void ask(Stamped s, OpenBag bag, List<Content> added, List<String> granted, List<String> pending) {
    byte[] imprint = HexFormat.of().parseHex(s.digest(bag.digests().get(s.file())));
    TimestampClient.Answer answer = client.request(s.algorithm(), imprint);
    if (answer instanceof TimestampClient.Answer.Granted g) {
      added.add(Content.of(BagLayout.timestamp(s.file(), BagLayout.QUERY), g.query()));
      added.add(Content.of(BagLayout.timestamp(s.file(), BagLayout.REPLY), g.response()));
      granted.add(s.file());
    } else {
      ((TimestampClient.Answer.Pending) answer).reasons().forEach(r -> pending.add(s.file() + "：" + r));
    }
  }

  private static void rewrite(Path zip, OpenBag bag, List<Content> added) throws IOException, EvidenceException {
    List<Content> contents = new ArrayList<>(added);
    bag.digests().forEach((path, digests) -> {
      if (!path.equals(BagLayout.TAG_MANIFEST)) {
        contents.add(new Content(path, () -> bag.source().open(path), digests));
      }
    });
    List<Content> tags = contents.stream().filter(c -> !BagLayout.isPayload(c.path())).toList();
    contents.add(Content.of(BagLayout.TAG_MANIFEST, Manifest.of(tags, Digests::sha256)));
    String id = bag.facts().id().orElseThrow();
    Instant sealedAt = bag.facts().sealedAt().orElseThrow();
    Path part = SealedZip.part(zip.toAbsolutePath().getParent(), id);
    try {
      SealedZip.write(part, id, sealedAt, BagLayout.sorted(contents));
      SealedZip.replace(part, zip);
    } finally {
      Files.deleteIfExists(part);
    }
  }
}
