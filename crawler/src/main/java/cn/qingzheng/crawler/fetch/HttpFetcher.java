package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.CrawlMeter;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.FailureCause;
import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.OutgoingProxy;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.HttpHeader;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLSession;
import org.apache.hc.client5.http.RouteInfo;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.CookieStore;
import org.apache.hc.client5.http.impl.auth.BasicScheme;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.HttpStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches with HttpClient 5: one GET, one answer, no redirect followed, nothing retried; cookies only if
 * asked for, and no longer than this object lives. Never
 * throws for what the other side does. Safe for several threads.
 */
public final class HttpFetcher implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFetcher.class);

  private final CrawlMeter meter;
  private final AddressGuard guard;
  private final Trust trust;
  private final CloseableHttpClient client;
  /** For seeds of which somebody approved it; nothing else goes through it. */
  private final CloseableHttpClient anyCertificate;
  private final CookieStore cookies = new RunCookies();
  private final Clock clock;
  private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService watch;
  private volatile boolean stopping;

  public HttpFetcher(AddressGuard guard, CrawlSettings settings, Clock clock) {
    this(guard, settings, clock, Optional.empty());
  }

  /** @param meter hears of every request */
  public HttpFetcher(AddressGuard guard, CrawlSettings settings, Clock clock, CrawlMeter meter) {
    this(guard, settings, clock, Optional.empty(), meter);
  }

  /** @param authorities instead of those that Java trusts */
  HttpFetcher(AddressGuard guard, CrawlSettings settings, Clock clock, Optional<KeyStore> authorities) {
    this(guard, settings, clock, authorities, CrawlMeter.none());
  }

  private HttpFetcher(
      AddressGuard guard, CrawlSettings settings, Clock clock, Optional<KeyStore> authorities, CrawlMeter meter) {
    this.meter = meter;
    this.guard = guard;
    this.trust = Trust.of(authorities, clock);
    this.client = Clients.open(guard, settings, trust.strict());
    this.anyCertificate = Clients.open(guard, settings, trust.any());
    this.clock = clock;
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("qingzheng-fetch-deadline").factory());
    timer.setRemoveOnCancelPolicy(true);
    this.watch = timer;
  }

  /** One request and what came of it. */
  public Fetched fetch(FetchRequest request) {
    Fetched fetched = asked(request);
    meter.requested(outcome(fetched), fetched.took(), fetched instanceof Fetched.Answer a ? a.wire().body().length : 0);
    return fetched;
  }

  private static CrawlMeter.Outcome outcome(Fetched fetched) {
    return switch (fetched) {
      case Fetched.Interrupted i -> CrawlMeter.Outcome.INTERRUPTED;
      case Fetched.Fault f -> CrawlMeter.Outcome.FAULT;
      case Fetched.Answer a when a.status() == 304 -> CrawlMeter.Outcome.UNCHANGED;
      case Fetched.Answer a ->
          switch (a.status() / 100) {
            case 2 -> CrawlMeter.Outcome.OK;
            case 3 -> CrawlMeter.Outcome.REDIRECT;
            case 5 -> CrawlMeter.Outcome.SERVER_ERROR;
            default -> CrawlMeter.Outcome.CLIENT_ERROR;
          };
    };
  }

  private Fetched asked(FetchRequest request) {
    Call call = new Call(request, clock.instant(), System.nanoTime());
    inFlight.add(call);
    // A socket timeout alone does not end a body that drips a byte now and then.
    ScheduledFuture<?> deadline =
        watch.schedule(call::expire, request.limits().deadline().toMillis(), TimeUnit.MILLISECONDS);
    try {
      return stopping ? new Fetched.Interrupted(call.took()) : exchange(call);
    } catch (IOException | RuntimeException e) {
      return fault(call, e);
    } finally {
      deadline.cancel(false);
      inFlight.remove(call);
    }
  }

  /** Breaks off what is under way; from now on every fetch returns {@link Fetched.Interrupted}. */
  public void interrupt() {
    stopping = true;
    inFlight.forEach(call -> call.get.abort());
  }

  @Override
  public void close() throws IOException {
    interrupt();
    watch.shutdownNow();
    try (client; anyCertificate) {
      // both, whatever the other says
    }
  }

  private Fetched exchange(Call call) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    login(call.request.url(), context);
    context.setCookieStore(call.request.cookies() ? cookies : new BasicCookieStore());
    ClassicHttpResponse response = (call.request.anyCertificate() ? anyCertificate : client).executeOpen(null, call.get, context);
    try {
      if (byProxy(call.request.url(), response.getCode(), context)) {
        return new Fetched.Fault(FailureCause.CONNECT, Faults.ofProxy(response.getCode()), call.took());
      }
      int max = call.request.limits().maxBytes();
      byte[] received = read(call, response.getEntity(), max);
      BoundedBody body = BoundedBody.of(received, joined(response, HttpHeaders.CONTENT_ENCODING), max);
      HttpRequest sent = context.getRequest();
      return new Fetched.Answer(
          call.request.url(),
          call.at,
          call.took(),
          response.getCode(),
          headers(response),
          remote(call.request, context),
          new ArchivedExchange.Wire(Heads.of(sent), Heads.of(response), body.wire(), certificates(context)),
          body.plain(),
          body.truncated());
    } finally {
      closeQuietly(response);
    }
  }

  /** Whether this is the proxy's own answer: no tunnel came about, or it wants another login. */
  private boolean byProxy(URI url, int status, HttpClientContext context) {
    boolean proxied = proxy(url).isPresent();
    boolean noTunnel = url.getScheme().equals("https") && context.getSSLSession() == null;
    return proxied && (noTunnel || status == HttpStatus.SC_PROXY_AUTHENTICATION_REQUIRED);
  }

  private Optional<OutgoingProxy> proxy(URI url) {
    int port = url.getPort() > 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
    return guard.proxyFor(url.getHost(), port);
  }

  /** Tells the proxy who we are before it asks, so that nothing goes over the wire twice. */
  private void login(URI url, HttpClientContext context) {
    proxy(url)
        .filter(p -> p.login().isPresent())
        .ifPresent(
            p -> {
              OutgoingProxy.Login login = p.login().get();
              BasicScheme scheme = new BasicScheme();
              scheme.initPreemptive(new UsernamePasswordCredentials(login.user(), login.password().toCharArray()));
              context.resetAuthExchange(new HttpHost("http", p.host(), p.port()), scheme);
            });
  }

  /** What could be read was read; a connection that was broken off complains about being closed. */
  private static void closeQuietly(ClassicHttpResponse response) {
    try {
      response.close();
    } catch (IOException e) {
      LOG.debug("closing an answer: {}", e.getMessage());
    }
  }

  private static byte[] read(Call call, HttpEntity entity, int max) throws IOException {
    if (entity == null) {
      return new byte[0];
    }
    InputStream in = entity.getContent();
    byte[] received = in.readNBytes(max + 1);
    if (received.length > max) {
      // Closing would read the rest, which may have no end.
      call.get.abort();
    }
    return received;
  }

  private static List<HttpHeader> headers(ClassicHttpResponse response) {
    List<HttpHeader> headers = new ArrayList<>();
    for (Header h : response.getHeaders()) {
      headers.add(new HttpHeader(h.getName(), h.getValue() == null ? "" : h.getValue()));
    }
    return headers;
  }

  private static String joined(ClassicHttpResponse response, String name) {
    List<String> values = new ArrayList<>();
    for (Header h : response.getHeaders(name)) {
      values.add(h.getValue());
    }
    return String.join(",", values);
  }

  private Capture.Remote remote(FetchRequest request, HttpClientContext context) {
    Optional<String> tls = Optional.ofNullable(context.getSSLSession()).map(s -> verdict(request, s));
    RouteInfo route = context.getHttpRoute();
    if (route != null && route.getProxyHost() != null) {
      // A tunnel goes to a literal; where the proxy took a plain request nobody knows.
      return new Capture.Remote(route.isTunnelled() ? route.getTargetHost().getHostName() : "", route.getTargetHost().getPort(), tls);
    }
    if (context.getEndpointDetails() != null
        && context.getEndpointDetails().getRemoteAddress() instanceof InetSocketAddress address) {
      return new Capture.Remote(address.getAddress().getHostAddress(), address.getPort(), tls);
    }
    return new Capture.Remote("", 0, tls);
  }

  /** Without an approval only connections whose certificate holds get this far. */
  private String verdict(FetchRequest request, SSLSession session) {
    return TlsVerdict.of(
        session, request.anyCertificate() ? trust.faults(session, request.url().getHost()) : List.of());
  }

  private static List<byte[]> certificates(HttpClientContext context) {
    return Optional.ofNullable(context.getSSLSession()).map(TlsVerdict::encoded).orElse(List.of());
  }

  private Fetched fault(Call call, Exception e) {
    if (call.expired.get()) {
      return new Fetched.Fault(
          FailureCause.DEADLINE, "超过 " + call.request.limits().deadline().toSeconds() + " 秒仍未收完", call.took());
    }
    if (stopping) {
      return new Fetched.Interrupted(call.took());
    }
    return new Fetched.Fault(Faults.cause(e), Faults.detail(e), call.took());
  }

  /** A request under way. */
  private static final class Call {
    final FetchRequest request;
    final HttpGet get;
    final Instant at;
    final long began;
    final AtomicBoolean expired = new AtomicBoolean();

    Call(FetchRequest request, Instant at, long began) {
      this.request = request;
      this.at = at;
      this.began = began;
      this.get = Clients.get(request);
    }

    Duration took() {
      return Duration.ofNanos(System.nanoTime() - began);
    }

    void expire() {
      expired.set(true);
      get.abort();
    }
  }
}
