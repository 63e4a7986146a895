package cn.qingzheng.model;

import java.util.Objects;
import java.util.Optional;

/**
 * What is known about the promoter from outside the page: the seed, a connector's seller, or the command line.
 *
 * @param status given by a person; then the registry is not asked
 */
public record PromoterClue(Optional<String> name, Optional<String> creditCode, Optional<PromoterStatus> status) {
  public PromoterClue {
    Objects.requireNonNull(name);
    Objects.requireNonNull(creditCode);
    Objects.requireNonNull(status);
  }

  public static PromoterClue none() {
    return new PromoterClue(Optional.empty(), Optional.empty(), Optional.empty());
  }
}
