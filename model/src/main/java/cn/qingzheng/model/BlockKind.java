package cn.qingzheng.model;

/** Where on a page a stretch of text stands. */
public enum BlockKind {
  TITLE("标题"),
  META("页面描述"),
  HEADING("小标题"),
  PARAGRAPH("正文"),
  LIST_ITEM("列表"),
  CELL("表格"),
  LINK("链接"),
  BUTTON("按钮"),
  IMAGE_ALT("图片说明"),
  TOOLTIP("提示文字"),
  PLACEHOLDER("输入提示"),
  STRUCTURED_DATA("结构化数据"),
  FRAME("框架"),
  LISTING_TITLE("商品标题"),
  LISTING_CATEGORY("商品类目"),
  LISTING_PRICE("商品价格"),
  LISTING_SELLER("店铺名称"),
  OCR("图片文字");

  private final String label;

  BlockKind(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }
}
