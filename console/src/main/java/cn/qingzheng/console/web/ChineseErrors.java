package cn.qingzheng.console.web;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;

/** What Tomcat says itself of requests that never came as far as our pages, in Chinese and without a word of what they sent. */
final class ChineseErrors extends ErrorReportValve {
  private static final String PAGE = """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="UTF-8"><title>清证</title><link rel="icon" href="/static/mark.svg" type="image/svg+xml">\
      <link rel="stylesheet" href="/static/console.css"></head>
      <body><header class="bar"><a class="brand" href="/"><img src="/static/mark.svg" alt="" width="28" height="28"><span>清证</span></a></header>
      <main id="main"><div class="head"><h1>%s</h1><p>%s</p><p><a href="/">回到总览</a></p></div></main></body></html>
      """;

  ChineseErrors() {
    setShowReport(false);
    setShowServerInfo(false);
  }

  @Override
  protected void report(Request request, Response response, Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType("text/html");
      response.setCharacterEncoding(StandardCharsets.UTF_8.name());
      Writer out = response.getReporter();
      if (out != null) {
        out.write(PAGE.formatted(title(status), what(status)));
        response.finishResponse();
      }
    } catch (IOException gone) {
      // Whoever asked is no longer there.
    }
  }

  private static String title(int status) {
    return status >= 500 ? "出错了" : "请求无法处理";
  }

  private static String what(int status) {
    return switch (status) {
      case 400 -> "地址或请求头太长，或含有不能识别的字符。检索式请缩短到 2000 字以内。";
      case 404 -> "没有这一页。";
      case 405, 501 -> "不支持这种请求。";
      case 408 -> "等待请求超时，请重试。";
      case 413, 414, 431 -> "发来的内容太大，请缩小后重试。";
      case 503 -> "正在启动或忙，请稍后重试。";
      default -> status >= 500 ? "详情已写入日志。" : "请返回后重试（代码 " + status + "）。";
    };
  }
}
