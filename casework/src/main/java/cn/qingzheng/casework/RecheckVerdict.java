package cn.qingzheng.casework;

/** What became of a confirmed finding when the program looked again. */
public enum RecheckVerdict {
  GONE("已消失"),
  /** Other words that say the same, for example a disguised spelling. */
  CHANGED("改换说法"),
  /** The same words at another address of the same subject. */
  MOVED("换址仍在"),
  STILL_THERE("仍在"),
  /** It had gone and is back. */
  RELAPSED("反弹"),
  /** Proves nothing. */
  UNREACHABLE("未能访问");

  private final String label;

  RecheckVerdict(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** 表面整改: something was done and the advertisement goes on. */
  public boolean superficial() {
    return this == CHANGED || this == MOVED || this == RELAPSED;
  }
}
