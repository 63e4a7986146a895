package cn.qingzheng.casework;

import java.util.Arrays;
import java.util.Optional;

/** By what way a lead came (鲁人社函〔2023〕65号 二（二）). */
public enum LeadChannel {
  NETIZEN("网民留言"),
  COMPLAINT("投诉举报"),
  MEDIA("媒体报道"),
  INSPECTION("巡视审计"),
  PERFORMANCE("绩效评估");

  private final String label;

  LeadChannel(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public static Optional<LeadChannel> labelled(String label) {
    return Arrays.stream(values()).filter(c -> c.label.equals(label.strip())).findFirst();
  }
}
