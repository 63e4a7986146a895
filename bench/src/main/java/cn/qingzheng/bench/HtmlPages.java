package cn.qingzheng.bench;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Wraps text in the mark-up that pages of this trade have: a style sheet, scripts, navigation, lists, tables, pictures. */
final class HtmlPages {
  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="zh-CN"><head><meta charset="utf-8"><title>%s</title>
      <meta name="viewport" content="width=device-width, initial-scale=1"><meta name="description" content="%s">
      <link rel="stylesheet" href="/static/css/main.css?v=20261101">
      <style>
      body{margin:0;font:14px/1.8 "PingFang SC","Microsoft YaHei",sans-serif;color:#333;background:#f7f7f7}
      .wrap{width:1200px;margin:0 auto}.nav li{float:left;padding:0 16px}.nav a{color:#fff;text-decoration:none}
      .news-list li{border-bottom:1px dashed #ddd;padding:8px 0}.news-list .date{float:right;color:#999}
      .card{background:#fff;border-radius:4px;padding:16px;margin-bottom:16px}.card h3{font-size:18px;color:#1a1a1a}
      .pop{display:none;position:fixed;right:20px;bottom:40px}.tip{font-size:12px;color:#999}
      @media (max-width:768px){.wrap{width:auto;padding:0 12px}.nav li{padding:0 8px}}
      </style>
      <script>var _site={id:20611,lang:"zh-CN",ver:"3.2.1"};window.dataLayer=window.dataLayer||[];
      (function(d,s){var j=d.createElement(s);j.async=true;j.src="/static/js/stat.js?t="+Date.now();d.head.appendChild(j);})(document,"script");
      </script></head>
      <body class="page page-article"><div class="header"><div class="wrap clearfix"><a class="logo" href="/"><img src="/static/img/logo.png" alt="" width="180" height="48"></a>
      <ul class="nav" id="nav">
      """;
  private static final String FOOT = """
      </div><div class="pop" id="pop"><span class="close">&times;</span></div>
      <div class="footer"><div class="wrap"><p class="tip">&copy; 2026 &nbsp;<a href="https://beian.example/" rel="nofollow">示例备00000000号</a></p></div></div>
      <script src="/static/js/jquery.min.js"></script><script src="/static/js/main.js"></script>
      <script>$(function(){$(".nav li").hover(function(){$(this).addClass("on")},function(){$(this).removeClass("on")});
      $("#pop .close").on("click",function(){$("#pop").hide()});var t=0;setInterval(function(){t=(t+1)%5;$(".banner li").eq(t).show().siblings().hide()},4000);});
      </script></body></html>
      """;

  private HtmlPages() {}

  /** @param bytes of the page in UTF-8, more or less the length of one more piece of mark-up */
  static byte[] page(SampleText text, int bytes) {
    StringBuilder html = new StringBuilder();
    List<String> blocks = text.quietBlocks(4_000);
    Iterator<String> next = blocks.iterator();
    html.append(HEAD.formatted(next.next(), next.next()));
    for (int i = 0; i < 12; i++) {
      html.append("<li class=\"item-").append(i).append("\"><a href=\"/channel/").append(i).append("/index.html\" target=\"_self\">").append(next.next()).append("</a></li>\n");
    }
    html.append("</ul></div></div><div class=\"wrap main clearfix\">\n");
    int piece = 0;
    while (next.hasNext()) {
      html.append(piece(piece++, next.next()));
    }
    int missing = bytes - html.toString().getBytes(StandardCharsets.UTF_8).length - FOOT.getBytes(StandardCharsets.UTF_8).length;
    for (int i = 0; missing > 0; i++) {
      String row = "<div class=\"thumb\"><a href=\"/photo/%d.html\"><img class=\"lazy\" src=\"/static/img/blank.gif\" data-src=\"/upload/2026/11/p%d.jpg\" alt=\"\" width=\"220\" height=\"140\"></a></div>%n".formatted(i, i);
      html.append(row);
      missing -= row.length();
    }
    return html.append(FOOT).toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String piece(int i, String text) {
    return switch (i % 6) {
      case 0 -> "<div class=\"card\" id=\"c" + i + "\"><h3>" + text + "</h3></div>\n";
      case 1 -> "<ul class=\"news-list\"><li><span class=\"date\">2026-11-0" + i % 9 + "</span><a href=\"/news/" + i + ".html\" title=\"\">" + text + "</a></li></ul>\n";
      case 2 -> "<table class=\"tb\"><tr><td width=\"120\"><strong>" + i + "</strong></td><td>" + text + "</td></tr></table>\n";
      case 3 -> "<p style=\"text-indent:2em;color:#333\">" + text + "</p>\n";
      case 4 -> "<div class=\"txt\"><span style=\"font-size:14px\">" + text + "</span><br></div>\n";
      default -> "<p>" + text + "&nbsp;<em class=\"tip\"></em></p>\n";
    };
  }
}
