package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.archive.ContentCoding;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.model.HttpHeader;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.cookie.StandardCookieSpec;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/** Sets HttpClient up to do exactly what it is told and no more. */
final class Clients {
  private static final int MAX_LINE = 16 * 1024;
  private static final int MAX_HEADERS = 200;

  private Clients() {}

  static CloseableHttpClient open(AddressGuard guard, CrawlSettings settings, TlsSocketStrategy tls) {
    return HttpClients.custom()
        .setConnectionManager(connections(guard, settings, tls))
        .setDefaultRequestConfig(
            RequestConfig.custom()
                .setResponseTimeout(timeout(settings))
                .setConnectionRequestTimeout(timeout(settings))
                .setCookieSpec(StandardCookieSpec.RELAXED)
                .build())
        .setRoutePlanner(new GuardedRoutes(guard))
        .disableRedirectHandling()
        .disableAutomaticRetries()
        .disableAuthCaching()
        .disableContentCompression()
        .disableDefaultUserAgent()
        .build();
  }

  private static PoolingHttpClientConnectionManager connections(
      AddressGuard guard, CrawlSettings settings, TlsSocketStrategy tls) {
    Http1Config http1 =
        Http1Config.custom().setMaxLineLength(MAX_LINE).setMaxHeaderCount(MAX_HEADERS).setMaxEmptyLineCount(5).build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setDnsResolver(new GuardedResolver(guard))
        .setTlsSocketStrategy(tls)
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder()
                .http1Config(http1)
                .responseParserFactory(new DefaultHttpResponseParserFactory(http1))
                .build())
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(timeout(settings))
                .setSocketTimeout(timeout(settings))
                .setTimeToLive(TimeValue.ofMinutes(1))
                .setValidateAfterInactivity(TimeValue.ofMilliseconds(50))
                .build())
        // One host has one request at a time; the second is for a connection that is being closed.
        .setMaxConnPerRoute(2)
        .setMaxConnTotal(settings.threads() * 4)
        .build();
  }

  private static Timeout timeout(CrawlSettings settings) {
    return Timeout.of(settings.limits().connectTimeout());
  }

  static HttpGet get(FetchRequest request) {
    HttpGet get = new HttpGet(request.url());
    get.setHeader(HttpHeaders.USER_AGENT, request.userAgent());
    get.setHeader(HttpHeaders.ACCEPT, "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5");
    get.setHeader(HttpHeaders.ACCEPT_LANGUAGE, "zh-CN,zh;q=0.9,en;q=0.3");
    get.setHeader(HttpHeaders.ACCEPT_ENCODING, ContentCoding.accepted());
    request.validators().etag().ifPresent(v -> get.setHeader(HttpHeaders.IF_NONE_MATCH, v));
    request.validators().lastModified().ifPresent(v -> get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, v));
    for (HttpHeader h : request.headers()) {
      get.setHeader(h.name(), h.value());
    }
    return get;
  }
}
