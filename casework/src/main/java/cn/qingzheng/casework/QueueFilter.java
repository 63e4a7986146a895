package cn.qingzheng.casework;

import java.util.Objects;
import java.util.Optional;

/**
 * Which open cases to work on; an empty part asks nothing.
 *
 * @param whose number of the officer whose they are; an empty text for those that are nobody's
 * @param region beginning of the 行政区划代码; an empty text for what belongs nowhere yet
 * @param rule that a finding of the case broke and nobody dismissed
 * @param platform on which a page of the subject stood
 */
public record QueueFilter(
    Stage stage, Optional<String> whose, Optional<String> region, Optional<String> rule, Optional<String> platform,
    Optional<String> tag) {
  /** What waits in a case. */
  public enum Stage {
    UNDECIDED("待认定"),
    UNWRITTEN("待发函"),
    OPEN("全部未结");

    private final String label;

    Stage(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  public QueueFilter {
    Objects.requireNonNull(stage);
    Objects.requireNonNull(whose);
    Objects.requireNonNull(region);
    Objects.requireNonNull(rule);
    Objects.requireNonNull(platform);
    Objects.requireNonNull(tag);
  }

  /** Everything of a stage. */
  public static QueueFilter of(Stage stage) {
    return new QueueFilter(stage, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public QueueFilter whose(Optional<String> value) {
    return new QueueFilter(stage, value, region, rule, platform, tag);
  }

  public QueueFilter region(Optional<String> value) {
    return new QueueFilter(stage, whose, value, rule, platform, tag);
  }

  public QueueFilter rule(Optional<String> value) {
    return new QueueFilter(stage, whose, region, value, platform, tag);
  }

  public QueueFilter platform(Optional<String> value) {
    return new QueueFilter(stage, whose, region, rule, value, tag);
  }

  public QueueFilter tag(Optional<String> value) {
    return new QueueFilter(stage, whose, region, rule, platform, value);
  }

  public QueueFilter stage(Stage value) {
    return new QueueFilter(value, whose, region, rule, platform, tag);
  }
}
