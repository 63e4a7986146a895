package cn.qingzheng.model;

/** What kind of page it is. */
public enum PageKind {
  LISTING("商品或分类信息"),
  COURSE("课程或招生页"),
  HOME("机构首页"),
  SEO_ARTICLE("推广文章"),
  QUESTION("问答"),
  NEWS("新闻报道"),
  GOVERNMENT("政府信息"),
  DISCLAIMER("声明"),
  EMPTY("内容过少"),
  HIJACKED("疑似被篡改"),
  OTHER("其他");

  private final String label;

  PageKind(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
