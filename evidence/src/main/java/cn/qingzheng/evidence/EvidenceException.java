package cn.qingzheng.evidence;

import java.util.List;

/** No package could be made from this material. Nothing was left in the target folder. */
public final class EvidenceException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<String> reasons;

  EvidenceException(List<String> reasons) {
    super("不能制作证据包：" + String.join("；", reasons));
    this.reasons = List.copyOf(reasons);
  }

  /** All of them, each one Chinese sentence. */
  public List<String> reasons() {
    return reasons == null ? List.of(getMessage()) : reasons;
  }
}
