package cn.qingzheng.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser: keeps cookies, follows no redirects by itself, sends forms with the token of their page. */
final class ConsoleClient {
  private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

  private final HttpClient http;
  private final int port;

  ConsoleClient(int port) {
    this(port, "127.0.0.1");
  }

  private ConsoleClient(HttpClient http, int port) {
    this.http = http;
    this.port = port;
  }

  /** Somebody who calls from another address of the loopback device. */
  ConsoleClient(int port, String from) {
    this.port = port;
    try {
      this.http = HttpClient.newBuilder().cookieHandler(new CookieManager()).localAddress(InetAddress.getByName(from)).build();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** The same browser at another console; cookies know no ports. */
  ConsoleClient at(int other) {
    return new ConsoleClient(http, other);
  }

  static ConsoleClient signedIn(int port, String number, String password) {
    ConsoleClient client = new ConsoleClient(port);
    HttpResponse<byte[]> answer = client.signIn(number, password);
    assertEquals(302, answer.statusCode());
    assertTrue(!location(answer).contains("signin"), location(answer));
    return client;
  }

  HttpResponse<byte[]> signIn(String number, String password) {
    return post("/signin", "/signin", "number", number, "password", password);
  }

  HttpResponse<byte[]> get(String path) {
    return send(request(path).GET());
  }

  String page(String path) {
    HttpResponse<byte[]> response = get(path);
    String body = text(response);
    assertEquals(200, response.statusCode(), () -> path + " " + body);
    return body;
  }

  /** Sends a form of a page, with that page's token. */
  HttpResponse<byte[]> post(String from, String path, String... fields) {
    Matcher token = TOKEN.matcher(text(get(from)));
    List<String> all = new ArrayList<>(List.of(fields));
    if (token.find()) {
      all.addAll(List.of("_csrf", token.group(1)));
    }
    return send(form(path, all.toArray(String[]::new)));
  }

  HttpRequest.Builder form(String path, String... fields) {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    return request(path)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /** A form with files; each file is a name and its bytes. */
  HttpRequest.Builder multipart(String path, List<String> fields, List<Map.Entry<String, byte[]>> files) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int i = 0; i < fields.size(); i += 2) {
      body.writeBytes(("--BOUND\r\nContent-Disposition: form-data; name=\"" + fields.get(i) + "\"\r\n\r\n" + fields.get(i + 1) + "\r\n").getBytes(StandardCharsets.UTF_8));
    }
    for (Map.Entry<String, byte[]> file : files) {
      body.writeBytes(("--BOUND\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + file.getKey() + "\"\r\nContent-Type: application/pdf\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      body.writeBytes(file.getValue());
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--BOUND--\r\n".getBytes(StandardCharsets.UTF_8));
    return request(path).header("Content-Type", "multipart/form-data; boundary=BOUND").POST(HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()));
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).header("Accept", "text/html");
  }

  HttpResponse<byte[]> send(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String session() {
    return ((CookieManager) http.cookieHandler().orElseThrow()).getCookieStore().getCookies().stream()
        .filter(c -> c.getName().equals("QINGZHENG")).map(c -> c.getValue()).findFirst().orElse("");
  }

  static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  static String location(HttpResponse<byte[]> response) {
    return response.headers().firstValue("Location").orElse("");
  }
}
