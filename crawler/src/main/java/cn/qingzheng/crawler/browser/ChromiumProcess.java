package cn.qingzheng.crawler.browser;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Chromium of our own with an empty profile, and everything it starts. */
final class ChromiumProcess implements AutoCloseable {
  /** Chromium reads its orders from file 3 and answers on file 4; Java can only give a child 0, 1 and 2. */
  private static final String PIPES = "exec 3<&0 4>&1 </dev/null >/dev/null; exec \"$0\" \"$@\"";
  private static final int PAGE_BYTES = 4096;

  private final Process process;
  private final Path profile;
  private final Profiles profiles;
  private final StringBuffer said = new StringBuffer();
  private final Thread hook = new Thread(this::kill);

  private ChromiumProcess(Process process, Path profile, Profiles profiles) {
    this.process = process;
    this.profile = profile;
    this.profiles = profiles;
    Runtime.getRuntime().addShutdownHook(hook);
    Thread.ofVirtual().start(this::listen);
  }

  /** @param proxy for what no page asks for, {@code host:port} */
  static ChromiumProcess start(Path chromium, String proxy) throws BrowserException {
    try {
      Profiles profiles = Profiles.temporary();
      Path profile = profiles.make();
      List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", PIPES, chromium.toString()));
      command.addAll(flags(profile, proxy));
      return new ChromiumProcess(new ProcessBuilder(command).start(), profile, profiles);
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
                "--lang=zh-CN", "--remote-debugging-pipe", "--user-data-dir=" + profile, "--proxy-server=" + proxy,
                // Without this every loopback address goes past the proxy.
                "--proxy-bypass-list=<-loopback>",
                // STUN would go past it too. The second is the name that headless versions read.
                "--force-webrtc-ip-handling-policy=disable_non_proxied_udp", "--webrtc-ip-handling-policy=disable_non_proxied_udp",
                // Names are looked up by our proxy alone, also those that a page only hints at.
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1", "--dns-prefetch-disable",
                "--js-flags=--max-old-space-size=512"));
    if (System.getProperty("user.name", "").equals("root")) {
      flags.add("--no-sandbox"); // Chromium refuses to start as root with its sandbox
    }
    flags.add("about:blank");
    return flags;
  }

  /** To be opened once. */
  ChromiumPipe pipe() {
    return new ChromiumPipe(process.getInputStream(), process.getOutputStream());
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What it complained of when it started. */
  String said() {
    return said.toString().strip();
  }

  /** Reads to the end: a full pipe would stop the browser. */
  private void listen() {
    try (BufferedReader err = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = err.readLine(); line != null; line = err.readLine()) {
        if (said.length() < 2000) {
          said.append(line).append('\n');
        }
      }
    } catch (IOException e) {
      // It has ended.
    }
  }

  /** Memory of all its processes together in bytes; 0 where the system does not say. */
  long memory() {
    return all().mapToLong(ChromiumProcess::resident).sum();
  }

  /** Ends the process that takes most memory, which is the page's and not the browser's. */
  void endLargest() {
    Map<ProcessHandle, Long> sizes = process.descendants().collect(Collectors.toMap(p -> p, ChromiumProcess::resident));
    sizes.entrySet().stream()
        .max(Comparator.comparingLong(Map.Entry::getValue))
        .ifPresent(largest -> largest.getKey().destroyForcibly());
  }

  private static long resident(ProcessHandle p) {
    try {
      return Long.parseLong(Files.readString(Path.of("/proc/" + p.pid() + "/statm")).split(" ")[1]) * PAGE_BYTES;
    } catch (IOException | RuntimeException e) {
      // It has just ended, or this is no Linux.
      return 0;
    }
  }

  private Stream<ProcessHandle> all() {
    return Stream.concat(process.descendants(), Stream.of(process.toHandle()));
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
    List<ProcessHandle> all = all().toList();
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(p -> p.onExit().completeOnTimeout(p, 5, TimeUnit.SECONDS).join());
    profiles.remove(profile);
  }
}
