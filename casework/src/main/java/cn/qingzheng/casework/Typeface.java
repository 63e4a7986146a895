package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The fonts of the official layout: how Word calls them, and which shipped font stands for them in a PDF. */
enum Typeface {
  /** Running text. */
  FANGSONG("仿宋_GB2312", "NotoSerifSC-Regular", "NotoSerifSC_400Regular.ttf"),
  /** Titles and the organ's name. */
  XIAOBIAOSONG("方正小标宋简体", "NotoSerifSC-Bold", "NotoSerifSC_700Bold.ttf"),
  /** Headings and heads of tables. */
  HEITI("黑体", "NotoSansSC-Regular", "NotoSansSC_400Regular.ttf");

  private final String wordName;
  private final String postScriptName;
  private final String file;

  Typeface(String wordName, String postScriptName, String file) {
    this.wordName = wordName;
    this.postScriptName = postScriptName;
    this.file = file;
  }

  String wordName() {
    return wordName;
  }

  String postScriptName() {
    return postScriptName;
  }

  byte[] bytes() {
    try (InputStream in = Typeface.class.getResourceAsStream("/fonts/" + file)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
