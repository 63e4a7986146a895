package cn.qingzheng.model;

import java.util.Objects;
import java.util.Optional;

/**
 * A certificate or occupation named near a hit.
 *
 * @param name as the catalogue has it, or as written if it is in none
 * @param source the list and its version that says so, for example {@code 国家职业资格目录（2021年版）}
 * @param nearest a lawful name that differs little from it
 */
public record Certificate(
    String name, CertificateStanding standing, Optional<String> occupationCode, String source, Optional<String> nearest) {
  /** The source if only certificates in general are spoken of; the name is the word used for them then. */
  public static final String UNNAMED = "未指明具体证书";

  public Certificate {
    Objects.requireNonNull(name);
    Objects.requireNonNull(standing);
    Objects.requireNonNull(occupationCode);
    Objects.requireNonNull(source);
    Objects.requireNonNull(nearest);
  }

  /** Whether it says which certificate is meant. */
  public boolean named() {
    return !source.equals(UNNAMED);
  }
}
