package cn.qingzheng.evidence;

import cn.qingzheng.evidence.Checks.Findings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The container and the bag around the payload (RFC 8493). */
final class BagChecks {
  private static final Set<String> TAG_FILES =
      Set.of(
          BagLayout.BAGIT,
          BagLayout.BAG_INFO,
          BagLayout.MANIFEST_SHA256,
          BagLayout.MANIFEST_SHA512,
          BagLayout.SM3_SUMS,
          BagLayout.CUSTODY,
          BagLayout.GUIDE,
          BagLayout.TAG_MANIFEST);
  /** What may be there besides; anything else outside the payload was added by somebody. */
  private static final Set<String> OPTIONAL_FILES =
      Stream.concat(
              Stream.of(
                  BagLayout.timestamp(BagLayout.MANIFEST_SHA256, BagLayout.QUERY),
                  BagLayout.timestamp(BagLayout.MANIFEST_SHA256, BagLayout.REPLY),
                  BagLayout.timestamp(BagLayout.SM3_SUMS, BagLayout.QUERY),
                  BagLayout.timestamp(BagLayout.SM3_SUMS, BagLayout.REPLY)),
              Signed.paths().stream())
          .collect(Collectors.toSet());
  private static final List<String> PAYLOAD_FILES =
      List.of(
          BagLayout.DATAPACKAGE,
          BagLayout.DATAPACKAGE_DIGEST,
          BagLayout.WARC,
          BagLayout.CDX,
          BagLayout.PAGES,
          BagLayout.TEXT,
          BagLayout.HITS,
          BagLayout.CAPTURE);

  private final OpenBag bag;

  BagChecks(OpenBag bag) {
    this.bag = bag;
  }

  void run(Checks checks) {
    checks.run("container", "封装形式", this::container);
    checks.run("structure", "包结构", this::structure);
    checks.run("payload-oxum", "文件数与总字节数", this::oxum);
    checks.run("manifest-sha256", "证据文件 SHA-256", f -> manifest(f, BagLayout.MANIFEST_SHA256, Digests::sha256));
    checks.run("manifest-sha512", "证据文件 SHA-512", f -> manifest(f, BagLayout.MANIFEST_SHA512, Digests::sha512));
    checks.run("tagmanifest", "标签文件 SHA-256", this::tagManifest);
    checks.run("sm3", "国密 SM3", this::sm3);
  }

  private void container(Findings findings) throws IOException {
    findings.problems(bag.source().problems());
    findings.problems(bag.unread());
    findings.problems(bag.source().problems(bag.digests(), bag.facts()));
    findings.detail(bag.source().describe());
  }

  private void structure(Findings findings) throws IOException {
    for (String path : new TreeSet<>(TAG_FILES)) {
      findings.require(bag.has(path), "缺少 " + path);
    }
    PAYLOAD_FILES.forEach(p -> findings.require(bag.has(p), "缺少 " + p));
    findings.require(
        bag.has(BagLayout.SCREENSHOT) != bag.has(BagLayout.NO_SCREENSHOT),
        "应有 " + BagLayout.SCREENSHOT + " 和 " + BagLayout.NO_SCREENSHOT + " 中的恰好一个");
    bag.digests().keySet().stream()
        .filter(p -> !BagLayout.isPayload(p) && !TAG_FILES.contains(p) && !OPTIONAL_FILES.contains(p))
        .forEach(p -> findings.problem("多出的文件 " + Checks.printable(p)));
    findings.require(bag.text(BagLayout.BAGIT).equals(BagLayout.BAGIT_TEXT), BagLayout.BAGIT + " 的内容不符");
    Optional<String> id = bag.infoField("External-Identifier");
    findings.require(id.isPresent(), BagLayout.BAG_INFO + " 中没有证据包编号");
    findings.detail(id.map(v -> "编号 " + Checks.printable(v)).orElse(""));
  }

  private void oxum(Findings findings) throws IOException {
    List<Digests> payload =
        bag.digests().entrySet().stream().filter(e -> BagLayout.isPayload(e.getKey())).map(e -> e.getValue()).toList();
    long bytes = payload.stream().mapToLong(Digests::size).sum();
    findings.require(!payload.isEmpty(), "没有任何证据文件");
    findings.require(
        bag.infoField("Payload-Oxum").equals(Optional.of(BagDocuments.oxum(bytes, payload.size()))),
        BagLayout.BAG_INFO + " 中的 Payload-Oxum 与实际不符：实有 " + payload.size() + " 个文件，" + bytes + " 字节");
    findings.detail(payload.size() + " 个文件，" + bytes + " 字节");
  }

  private void manifest(Findings findings, String name, Function<Digests, String> digest) throws IOException {
    compare(findings, name, digest, BagLayout::isPayload);
  }

  private void tagManifest(Findings findings) throws IOException {
    compare(findings, BagLayout.TAG_MANIFEST, Digests::sha256,
        p -> (TAG_FILES.contains(p) || OPTIONAL_FILES.contains(p)) && !p.equals(BagLayout.TAG_MANIFEST));
  }

  private void sm3(Findings findings) throws IOException {
    compare(findings, BagLayout.SM3_SUMS, Digests::sm3,
        p -> BagLayout.isPayload(p) || p.equals(BagLayout.MANIFEST_SHA256));
  }

  /** Every file that should be listed against every line; then the list itself against how it is written. */
  private void compare(Findings findings, String name, Function<Digests, String> digest, Predicate<String> listed)
      throws IOException {
    Manifest.Parsed parsed = Manifest.parse(bag.text(name));
    List<String> problems = new ArrayList<>();
    parsed.unreadable().forEach(n -> problems.add(name + " 第 " + n + " 行无法读取"));
    Set<String> seen = new HashSet<>();
    for (Manifest.Line line : parsed.lines()) {
      problemWith(line, name, digest, listed, seen).ifPresent(problems::add);
    }
    List<Manifest.Line> expected = new ArrayList<>();
    bag.digests().forEach((path, d) -> {
      if (listed.test(path)) {
        expected.add(new Manifest.Line(digest.apply(d), path));
        if (!seen.contains(path)) {
          problems.add(name + " 中没有 " + Checks.printable(path) + "（多出的文件）");
        }
      }
    });
    if (problems.isEmpty() && !Arrays.equals(Manifest.of(expected), bag.bytes(name, Limits.TEXT))) {
      problems.add(name + " 的行序或写法被改动");
    }
    findings.problems(problems);
    findings.require(!parsed.lines().isEmpty(), name + " 是空的，什么也没有核对");
    findings.detail("已核对 " + seen.size() + " 个文件");
  }

  private Optional<String> problemWith(
      Manifest.Line line, String name, Function<Digests, String> digest, Predicate<String> listed, Set<String> seen) {
    String path = Checks.printable(line.path());
    Optional<String> bad = BagLayout.problemWith(line.path());
    if (bad.isPresent()) {
      return Optional.of(name + "：" + path + " " + bad.get());
    }
    if (!seen.add(line.path())) {
      return Optional.of(name + "：" + path + " 重复列出");
    }
    if (!listed.test(line.path())) {
      return Optional.of(name + "：" + path + " 不应列在此处");
    }
    Digests actual = bag.digests().get(line.path());
    if (actual == null) {
      return Optional.of("缺少 " + path);
    }
    return digest.apply(actual).equals(line.digest()) ? Optional.empty() : Optional.of(path + " 的内容与 " + name + " 不符（被改动）");
  }
}
