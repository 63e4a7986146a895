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
  OVERDUE("逾期");

  private final String label;

  NoticeState(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users and as stored. */
  public String label() {
    return label;
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
