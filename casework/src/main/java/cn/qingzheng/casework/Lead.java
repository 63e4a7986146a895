package cn.qingzheng.casework;

import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;

/**
 * A lead as it is kept; who reported it is not in here.
 *
 * @param number for example {@code XS-2026-000001}
 * @param duplicateOf the earlier lead that says the same
 * @param sameBy in Chinese, what it has in common with earlier leads, findings and cases; empty for nothing
 * @param officer who entered it
 */
public record Lead(
    String number, Content content, LeadState state, Optional<String> duplicateOf, String sameBy, String officer, Instant at) {

  /**
   * What was handed in.
   *
   * @param region 行政区划代码 or name, empty if unknown
   * @param source from where it came here, for example 12333热线
   */
  public record Content(LeadChannel channel, LocalDate received, String region, Target target, String text, String source) {
    public Content {
      Objects.requireNonNull(channel);
      Objects.requireNonNull(received);
      Objects.requireNonNull(target);
    }
  }

  /** Whom or what it is about; at least one of body, code, shop and address. */
  public record Target(
      Optional<String> body, Optional<String> creditCode, Optional<String> platform, Optional<String> shop, Optional<URI> url) {
    /** Whether it says enough to be looked into. */
    public boolean named() {
      return body.isPresent() || creditCode.isPresent() || shop.isPresent() || url.isPresent();
    }

    /** As shown to users. */
    public String shown() {
      return body.or(() -> shop.map(s -> platform.map(p -> p + "／" + s).orElse(s))).or(() -> creditCode).or(() -> url.map(URI::toString))
          .orElse("");
    }
  }

  /** Who reported it: personal data. Either may be empty. */
  public record Reporter(String name, String contact) {
    /** Nobody gave a name. */
    public static final Reporter ANONYMOUS = new Reporter("", "");

    boolean known() {
      return !name.isBlank() || !contact.isBlank();
    }

    /** Nothing of it, so that it does not get into a log. */
    @Override
    public String toString() {
      return "Reporter[…]";
    }
  }

  /** A step in handling it. */
  public record Step(LeadState state, String officer, String reason, Instant at) {}
}
