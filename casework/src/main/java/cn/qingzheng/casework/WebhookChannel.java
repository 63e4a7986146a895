package cn.qingzheng.casework;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.io.SocketConfig;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/**
 * Posts a letter to a platform's interface: JSON with the files in base64, the key in {@code Idempotency-Key}, and
 * {@code X-Qingzheng-Signature: v1=} HMAC-SHA256 (hex) over {@code X-Qingzheng-Timestamp}, a dot and the body. An
 * answer of 2xx is a receipt. Redirects are not followed.
 */
public final class WebhookChannel implements Channel, AutoCloseable {
  private static final int MOST_ANSWER = 64 * 1024;
  private static final Duration MOST_WAIT = Duration.ofDays(1);

  private final CloseableHttpClient client;
  private final Clock clock;

  /** @param reach where connections may go */
  public WebhookChannel(Reach reach, Duration patience, Clock clock) {
    Timeout timeout = Timeout.of(patience);
    this.clock = clock;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(new Checked(reach))
                    .setDefaultConnectionConfig(ConnectionConfig.custom().setConnectTimeout(timeout).setSocketTimeout(timeout).build())
                    .setDefaultSocketConfig(SocketConfig.custom().setSoTimeout(timeout).build())
                    .build())
            .setDefaultRequestConfig(RequestConfig.custom().setResponseTimeout(timeout).setConnectionRequestTimeout(timeout).build())
            .disableRedirectHandling()
            // Tries are counted and spaced by Dispatch, not inside the client.
            .disableAutomaticRetries()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.WEBHOOK;
  }

  @Override
  public Outcome send(Parcel parcel) {
    try {
      byte[] body = body(parcel);
      String time = Long.toString(clock.instant().getEpochSecond());
      HttpPost post = new HttpPost(URI.create(parcel.address()));
      post.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
      post.setHeader("Idempotency-Key", parcel.key());
      post.setHeader("X-Qingzheng-Timestamp", time);
      post.setHeader("X-Qingzheng-Signature", "v1=" + signature(secret(parcel), time, body));
      return client.execute(post, WebhookChannel::outcome);
    } catch (MissingSecretException e) {
      return new Outcome.Never(e.getMessage());
    } catch (UnknownHostException e) {
      return refused(e) ? new Outcome.Never("地址不允许访问：" + e.getMessage()) : new Outcome.Later("找不到主机：" + e.getMessage(), Optional.empty());
    } catch (IOException e) {
      return new Outcome.Later("连接失败：" + e, Optional.empty());
    }
  }

  private static final class MissingSecretException extends IOException {
    private static final long serialVersionUID = 1L;

    MissingSecretException(String message) {
      super(message);
    }
  }

  private static byte[] secret(Parcel parcel) throws IOException {
    String file = parcel.secretFile().map(Object::toString).orElse("");
    if (file.isEmpty() || !Files.isRegularFile(parcel.secretFile().get())) {
      throw new MissingSecretException("签名密钥文件不在：" + file);
    }
    String secret = Files.readString(parcel.secretFile().get(), StandardCharsets.UTF_8).strip();
    if (secret.length() < 16) {
      throw new MissingSecretException("签名密钥太短（至少 16 个字符）：" + file);
    }
    return secret.getBytes(StandardCharsets.UTF_8);
  }

  static String signature(byte[] secret, String time, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      mac.update((time + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK should have HmacSHA256", e);
    }
  }

  private static byte[] body(Parcel parcel) throws IOException {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("schema", "qingzheng-delivery/1");
    out.put("idempotency_key", parcel.key());
    out.put("notice", parcel.noticeId());
    out.put("doc_no", parcel.docNo());
    out.put("kind", parcel.content().kind().name());
    out.put("title", parcel.content().wording().title());
    out.put("issuer", parcel.content().issuer().name());
    out.put("recipient", parcel.content().recipient());
    out.put("reply_by", parcel.content().replyBy().toString());
    List<Map<String, Object>> files = new ArrayList<>();
    for (Parcel.Item item : parcel.files()) {
      byte[] bytes = Files.readAllBytes(item.file());
      files.add(Map.of("name", item.name(), "sha256", item.sha256(), "base64", Base64.getEncoder().encodeToString(bytes)));
    }
    out.put("files", files);
    return Json.write(out).getBytes(StandardCharsets.UTF_8);
  }

  private static Outcome outcome(ClassicHttpResponse answer) throws IOException {
    int status = answer.getCode();
    String text = text(answer);
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered("HTTP " + status + " " + text.strip());
    }
    if (status >= 500 || status == 408 || status == 409 || status == 425 || status == 429) {
      // 409: an earlier try with this key is still being worked on (draft-ietf-httpapi-idempotency-key-header).
      return new Outcome.Later("HTTP " + status, after(answer));
    }
    return new Outcome.Never("对方拒收：HTTP " + status + " " + text.strip());
  }

  private static String text(ClassicHttpResponse answer) throws IOException {
    if (answer.getEntity() == null) {
      return "";
    }
    try (InputStream in = answer.getEntity().getContent()) {
      String all = LegalPage.clean(new String(in.readNBytes(MOST_ANSWER), StandardCharsets.UTF_8).replace('\n', ' '));
      return all.length() <= 300 ? all : all.substring(0, 300);
    }
  }

  private static Optional<Duration> after(ClassicHttpResponse answer) {
    Header header = answer.getFirstHeader("Retry-After");
    if (header == null || !header.getValue().matches("\\d{1,9}")) {
      return Optional.empty();
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(header.getValue()));
    return Optional.of(asked.compareTo(MOST_WAIT) > 0 ? MOST_WAIT : asked);
  }

  /** What the check of addresses said, not the name service. */
  private static boolean refused(UnknownHostException e) {
    return e.getCause() != null;
  }

  /** Connects to the very address that was checked. */
  private record Checked(Reach reach) implements DnsResolver {
    @Override
    public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
      try {
        return List.of(reach.connectTo(host, port));
      } catch (UnknownHostException e) {
        throw e;
      } catch (IOException e) {
        UnknownHostException refused = new UnknownHostException(e.getMessage());
        refused.initCause(e);
        throw refused;
      }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      throw new UnknownHostException(host + " was asked for without a port");
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
