package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A time-stamp authority on loopback: OpenSSL makes the tokens. */
final class OpensslAuthority implements AutoCloseable {
  private final Path folder;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  OpensslAuthority(Path folder, String digests) throws Exception {
    this.folder = Files.createDirectories(folder);
    Files.writeString(folder.resolve("ts.cnf"), """
        [tsa]
        default_tsa = test
        [test]
        serial = ./serial
        crypto_device = builtin
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = %s
        ess_cert_id_alg = sha256
        """.formatted(digests));
    Files.writeString(folder.resolve("serial"), "01\n");
    Files.writeString(folder.resolve("ext"), "extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n");
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key",
        "-out", "ca.pem", "-subj", "/CN=Root for tests", "-days", "30");
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "tsa.key",
        "-out", "tsa.csr", "-subj", "/CN=TSA for tests");
    openssl("x509", "-req", "-in", "tsa.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial", "-days", "30",
        "-extfile", "ext", "-out", "tsa.pem");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  /** Adds a path that answers in another way. */
  URI path(String path, com.sun.net.httpserver.HttpHandler handler) {
    server.createContext(path, handler);
    return uri().resolve(path);
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
  }

  X509Certificate root() throws Exception {
    try (var in = Files.newInputStream(folder.resolve("ca.pem"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  Path rootFile() {
    return folder.resolve("ca.pem");
  }

  private void answer(HttpExchange exchange) throws IOException {
    assertEquals("application/timestamp-query", exchange.getRequestHeaders().getFirst("Content-Type"));
    send(exchange, 200, reply(exchange.getRequestBody().readAllBytes()));
  }

  /** One at a time: the serial number lies in a file. */
  synchronized byte[] reply(byte[] query) throws IOException {
    Files.write(folder.resolve("q.tsq"), query);
    try {
      openssl("ts", "-reply", "-config", "ts.cnf", "-section", "test", "-queryfile", "q.tsq", "-signer", "tsa.pem",
          "-inkey", "tsa.key", "-chain", "ca.pem", "-out", "r.tsr");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    return Files.readAllBytes(folder.resolve("r.tsr"));
  }

  static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (var out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private void openssl(String... arguments) throws IOException, InterruptedException {
    java.util.List<String> command = new java.util.ArrayList<>(java.util.List.of("openssl"));
    command.addAll(java.util.List.of(arguments));
    Run run = Run.of(folder, command);
    assertEquals(0, run.exit(), run.out() + run.err());
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
