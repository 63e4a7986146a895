package cn.qingzheng.model;

/** Whether a browser runs a page's scripts before its text is taken. */
public enum RenderMode {
  NONE,
  BROWSER,
  /** In the browser only if the text comes by script. */
  AUTO
}
