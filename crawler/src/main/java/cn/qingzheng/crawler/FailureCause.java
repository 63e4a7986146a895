package cn.qingzheng.crawler;

/** Why a page was not captured, or not whole. Every fault of the world is one of these and is counted. */
public enum FailureCause {
  /** The host name has no address. */
  DNS("域名无法解析"),
  /** The address is not public, or lies outside what the seeds name. */
  REFUSED_ADDRESS("地址不允许访问"),
  CONNECT("无法连接"),
  /** No TLS connection, or a certificate that does not hold. */
  TLS("TLS 证书或握手失败"),
  /** Nothing came for longer than the socket waits. */
  TIMEOUT("响应超时"),
  /** Something kept coming, but not the whole page within the time a page may take. */
  DEADLINE("超过单页时限"),
  /** The body was cut at the limit; what came is kept and analysed. */
  TOO_LARGE("内容超过上限"),
  REDIRECT_LOOP("重定向循环或过多"),
  /** robots.txt says no (RFC 9309). */
  ROBOTS("robots.txt 不允许"),
  /** robots.txt cannot be had for a reason of the server's, which means no (RFC 9309 §2.3.1.4). */
  ROBOTS_UNAVAILABLE("robots.txt 无法取得"),
  /** The list of seeds does not want this path. */
  UNWANTED_PATH("清单的路径规则不抓"),
  HTTP_4XX("HTTP 4xx"),
  HTTP_5XX("HTTP 5xx"),
  /** 429, or 503 with a time to come back. */
  RATE_LIMITED("被要求降低频率"),
  /** A CAPTCHA, a login wall or another sign that the site does not want this visitor; the host is left alone. */
  BLOCKED("被拦截，已暂停"),
  /** Neither HTML nor text. */
  UNSUPPORTED_TYPE("不支持的内容类型"),
  /** An answer that is no HTTP. */
  PROTOCOL("协议错误"),
  /** A fault of this program. */
  INTERNAL("程序内部错误");

  private final String label;

  FailureCause(String label) {
    this.label = label;
  }

  /** In Chinese, as shown to users. */
  public String label() {
    return label;
  }

  /** Whether this program declined, rather than the page failed. */
  public boolean refusal() {
    return switch (this) {
      case ROBOTS, ROBOTS_UNAVAILABLE, REFUSED_ADDRESS, BLOCKED, UNSUPPORTED_TYPE, UNWANTED_PATH -> true;
      case DNS, CONNECT, TLS, TIMEOUT, DEADLINE, TOO_LARGE, REDIRECT_LOOP, HTTP_4XX, HTTP_5XX, RATE_LIMITED, PROTOCOL,
          INTERNAL -> false;
    };
  }
}
