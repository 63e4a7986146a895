package cn.qingzheng.casework;

/** Where a notice stands; the order is that of its life. */
public enum NoticeState {
  DRAFT("草稿"),
  IN_REVIEW("待复核"),
  TO_SIGN("待签发"),
  SEALED("已用印"),
  SENDING("发送中"),
  DELIVERED("已送达"),
  ACKNOWLEDGED("已签收"),
  ANSWERED("已反馈"),
  RECHECK("复查"),
  CLOSED("办结"),
  RETURNED("退回"),
  WITHDRAWN("撤回"),
  OVERDUE("逾期"),
  /** A reminder of it has gone out. */
  REMINDED("催告"),
  /** The matter was handed to another organ. */
  REFERRED("移送");

  private static final java.util.Set<NoticeState> UNSEALED = java.util.EnumSet.of(DRAFT, IN_REVIEW, TO_SIGN, RETURNED);
  private final String label;

  NoticeState(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users and as stored. */
  public String label() {
    return label;
  }

  /** Whether its text can still be changed. */
  public boolean editable() {
    return UNSEALED.contains(this);
  }

  static NoticeState labelled(String label) {
    for (NoticeState state : values()) {
      if (state.label.equals(label)) {
        return state;
      }
    }
    throw new IllegalArgumentException("notice state should be known, was: " + label);
  }
}
