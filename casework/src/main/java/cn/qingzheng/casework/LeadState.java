package cn.qingzheng.casework;

import java.util.Arrays;
import java.util.Optional;

/** Where a lead stands. */
public enum LeadState {
  NEW("待核查"),
  /** Its address is among the seeds. */
  SEEDED("已转排查"),
  SUBSTANTIATED("属实"),
  UNSUBSTANTIATED("不属实"),
  REFERRED("已转办"),
  REJECTED("不予受理"),
  /** An earlier lead says the same. */
  DUPLICATE("重复");

  private final String label;

  LeadState(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static Optional<LeadState> labelled(String label) {
    return Arrays.stream(values()).filter(s -> s.label.equals(label.strip())).findFirst();
  }
}
