package cn.qingzheng.model;

/** How a term was written. */
public enum WrittenForm {
  LITERAL("原文"),
  WIDTH("全半角或兼容字形"),
  TRADITIONAL("繁体或异体字"),
  ZERO_WIDTH("夹零宽字符"),
  SEPARATED("夹空格或符号"),
  EMOJI("夹表情符号"),
  RUBY("夹注音"),
  PINYIN("拼音"),
  PINYIN_MIXED("汉字拼音混写"),
  INITIALS("首字母"),
  HOMOPHONE("同音字"),
  LOOKALIKE("形近字或拆字"),
  REORDERED("倒序"),
  MASKED("遮挡"),
  SYNONYM("同义改写"),
  IMAGE("图片文字");

  private final String label;

  WrittenForm(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
