package cn.qingzheng.crawler.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A Chromium of our own with an empty profile, and everything it starts. */
final class ChromiumProcess implements AutoCloseable {
  private static final String LISTENING = "DevTools listening on ";
  private static final long START_SECONDS = 30;

  private final Process process;
  private final Path profile;
  private final String endpoint;
  private final Thread hook = new Thread(this::kill);

  private ChromiumProcess(Process process, Path profile) throws BrowserException {
    this.process = process;
    this.profile = profile;
    Runtime.getRuntime().addShutdownHook(hook);
    this.endpoint = endpoint();
  }

  /** @param proxy for what no page asks for, {@code host:port} */
  static ChromiumProcess start(Path chromium, String proxy) throws BrowserException {
    try {
      Path profile = Files.createTempDirectory("qingzheng-chromium");
      List<String> command = new ArrayList<>(List.of(chromium.toString()));
      command.addAll(flags(profile, proxy));
      Process process = new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
      return new ChromiumProcess(process, profile);
    } catch (BrowserException e) {
      throw e;
    } catch (IOException e) {
      throw new BrowserException("Chromium could not be started: " + chromium, e);
    }
  }

  private static List<String> flags(Path profile, String proxy) {
    List<String> flags =
        new ArrayList<>(
            List.of(
                "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--no-default-browser-check",
                "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
                "--disable-default-apps", "--disable-breakpad", "--disable-dev-shm-usage", "--mute-audio", "--hide-scrollbars",
                "--lang=zh-CN", "--remote-debugging-port=0", "--user-data-dir=" + profile, "--proxy-server=" + proxy,
                // Without this every loopback address goes past the proxy.
                "--proxy-bypass-list=<-loopback>", "--force-webrtc-ip-handling-policy=disable_non_proxied_udp"));
    if (System.getProperty("user.name", "").equals("root")) {
      flags.add("--no-sandbox"); // Chromium refuses to start as root with its sandbox
    }
    flags.add("about:blank");
    return flags;
  }

  /** The WebSocket address of its DevTools. */
  String webSocket() {
    return endpoint;
  }

  boolean alive() {
    return process.isAlive();
  }

  private String endpoint() throws BrowserException {
    CompletableFuture<String> found = new CompletableFuture<>();
    Thread.ofVirtual().start(() -> watch(found));
    try {
      return found.get(START_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      close();
      throw new BrowserException("Chromium did not say where it listens", e);
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new BrowserException("interrupted while Chromium started", e);
    }
  }

  /** Reads to the end: a full pipe would stop the browser. */
  private void watch(CompletableFuture<String> found) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        if (line.startsWith(LISTENING)) {
          found.complete(line.substring(LISTENING.length()).strip());
        } else if (!found.isDone() && said.length() < 2000) {
          said.append(line).append('\n');
        }
      }
      found.completeExceptionally(new IOException("it ended: " + said));
    } catch (IOException e) {
      found.completeExceptionally(e);
    }
  }

  /** Kills it with all its children, which outlive their parent otherwise, and removes the profile. */
  @Override
  public void close() {
    kill();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The machine is going down already.
    }
  }

  private void kill() {
    List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().completeOnTimeout(p, 5, TimeUnit.SECONDS).join());
    for (int tries = 0; tries < 3 && Files.exists(profile); tries++) {
      removeProfile();
    }
  }

  private void removeProfile() {
    try (Stream<Path> files = Files.walk(profile)) {
      files.sorted(Comparator.reverseOrder()).forEach(f -> f.toFile().delete());
    } catch (IOException | UncheckedIOException e) {
      // A file that went while we looked; the next try, or the cleaning of the temporary folder, takes the rest.
    }
  }
}
