package cn.qingzheng.evidence;

import cn.qingzheng.evidence.Checks.Findings;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Set;

/** The time stamps, as far as there are any yet. */
final class TimestampChecks {
  private static final int MAX_TOKEN = 1 << 20;
  private static final Duration CLOCKS_APART = Duration.ofMinutes(2);

  private final OpenBag bag;
  private final Set<X509Certificate> trusted;

  TimestampChecks(OpenBag bag, Set<X509Certificate> trusted) {
    this.bag = bag;
    this.trusted = trusted;
  }

  void run(Checks checks) {
    for (Stamped s : Stamped.values()) {
      checks.run(s.checkId(), "可信时间戳（" + s.algorithm().label() + "）", f -> look(f, s));
    }
  }

  private void look(Findings findings, Stamped stamped) throws IOException {
    String query = BagLayout.timestamp(stamped.file(), BagLayout.QUERY);
    String reply = BagLayout.timestamp(stamped.file(), BagLayout.REPLY);
    if (!bag.has(query) && !bag.has(reply)) {
      findings.notPresent();
      findings.detail("尚未取得，可以补做");
      return;
    }
    Digests digests = bag.digests().get(stamped.file());
    if (digests == null) {
      findings.problem("缺少 " + stamped.file());
      return;
    }
    byte[] imprint = HexFormat.of().parseHex(stamped.digest(digests));
    TimestampReply token = TimestampReply.check(
        bag.bytes(query, MAX_TOKEN), bag.bytes(reply, MAX_TOKEN), stamped.algorithm(), imprint, trusted);
    findings.detail(
        stamped.file() + " 于 " + Times.shanghai(token.at()) + " 由 " + Checks.printable(token.signer()) + " 签发"
            + early(token.at())
            + (token.chained() ? "，签发者由所信任的机构认证" : "；签发者是否可信，须用该机构公布的根证书另行核对"));
  }

  /** A token older than the sealing it is for: no sign of forgery, but of a clock that was fast. */
  private String early(Instant stamped) {
    return bag.facts().sealedAt()
        .filter(sealed -> stamped.isBefore(sealed.minus(CLOCKS_APART)))
        .map(sealed -> "，早于所记的封存时间 " + Times.shanghai(sealed) + "，封存机器的时钟可能偏快")
        .orElse("");
  }
}
