package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tsp.TimeStampRequestGenerator;

/** RFC 3161 over HTTP (section 3.4): asks one authority after the other until one grants a token that holds. */
public final class HttpTimestampClient implements TimestampClient {
  private static final int MAX_RESPONSE = 1 << 20;
  private static final int NONCE_BITS = 64;

  private final List<URI> authorities;
  private final Duration timeout;
  private final Set<X509Certificate> trusted;
  private final HttpClient http;
  private final SecureRandom random = new SecureRandom();

  /** Takes tokens of whoever the authorities are signed by. */
  public HttpTimestampClient(List<URI> authorities, Duration timeout) {
    this(authorities, timeout, Set.of());
  }

  /**
   * @param authorities in order of preference; with none, every request stays pending
   * @param timeout for connecting, and for each whole answer
   * @param trustedRoots a token that does not lead to one of them is not taken; with none, none is asked for
   */
  public HttpTimestampClient(List<URI> authorities, Duration timeout, Set<X509Certificate> trustedRoots) {
    this.authorities = List.copyOf(authorities);
    this.timeout = timeout;
    this.trusted = Set.copyOf(trustedRoots);
    // No redirects: the request goes where the operator said and nowhere else.
    this.http = HttpClient.newBuilder().connectTimeout(timeout).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  @Override
  public Answer request(ImprintAlgorithm algorithm, byte[] imprint) {
    if (imprint.length != algorithm.bytes()) {
      throw new IllegalArgumentException("imprint should have " + algorithm.bytes() + " bytes, was: " + imprint.length);
    }
    List<String> reasons = new ArrayList<>();
    for (URI authority : authorities) {
      try {
        return ask(authority, algorithm, imprint);
      } catch (IOException e) {
        reasons.add(authority + "：" + Checks.printable(String.valueOf(e.getMessage())));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reasons.add(authority + "：被中断");
        break;
      }
    }
    return new Answer.Pending(authorities.isEmpty() ? List.of("没有配置时间戳机构") : reasons);
  }

  private Answer ask(URI authority, ImprintAlgorithm algorithm, byte[] imprint) throws IOException, InterruptedException {
    byte[] query = query(algorithm, imprint);
    HttpRequest request =
        HttpRequest.newBuilder(authority)
            .timeout(timeout)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(HttpRequest.BodyPublishers.ofByteArray(query))
            .build();
    byte[] body = answer(request);
    TimestampReply checked = TimestampReply.check(query, body, algorithm, imprint, trusted);
    return new Answer.Granted(query, body, checked.at());
  }

  /** Within the timeout as a whole: the client's own ends with the head, and a body may drip for ever. */
  private byte[] answer(HttpRequest request) throws IOException, InterruptedException {
    ExecutorService thread = Executors.newSingleThreadExecutor(HttpTimestampClient::helper);
    try {
      return thread
          .submit(() -> body(http.send(request, HttpResponse.BodyHandlers.ofInputStream())))
          .get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause().getMessage() == null ? "无法连接" : e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new IOException(timeout.toSeconds() + " 秒内没有应答", e);
    } finally {
      thread.shutdownNow();
    }
  }

  private static Thread helper(Runnable work) {
    Thread thread = new Thread(work, "timestamp");
    thread.setDaemon(true);
    return thread;
  }

  private static byte[] body(HttpResponse<InputStream> response) throws IOException {
    try (InputStream in = response.body()) {
      if (response.statusCode() != 200) {
        throw new IOException("HTTP 状态 " + response.statusCode());
      }
      byte[] body = in.readNBytes(MAX_RESPONSE + 1);
      if (body.length > MAX_RESPONSE) {
        throw new IOException("应答超过 " + MAX_RESPONSE + " 字节");
      }
      return body;
    }
  }

  private byte[] query(ImprintAlgorithm algorithm, byte[] imprint) throws IOException {
    TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
    // The certificate in the token lets others verify it offline.
    generator.setCertReq(true);
    BigInteger nonce = new BigInteger(NONCE_BITS, random);
    return generator.generate(new ASN1ObjectIdentifier(algorithm.oid()), imprint, nonce).getEncoded();
  }
}
