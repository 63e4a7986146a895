package cn.qingzheng.crawler.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks for a Chromium on this machine. */
final class Chromiums {
  static final String VARIABLE = "QINGZHENG_CHROMIUM";

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> USUAL =
      List.of(
          "/usr/bin", "/usr/local/bin", "/usr/lib/chromium", "/snap/bin", "/opt/google/chrome", "/opt/chromium",
          "/opt/apps/org.chromium.browser/files", "/Applications/Chromium.app/Contents/MacOS",
          "/Applications/Google Chrome.app/Contents/MacOS");

  private Chromiums() {}

  /** A path set by hand counts alone: if it is wrong, another browser is not what the operator wants. */
  static Optional<Path> find(Map<String, String> environment) {
    String set = environment.getOrDefault(VARIABLE, "");
    if (!set.isBlank()) {
      return Optional.of(Path.of(set)).filter(Files::isExecutable);
    }
    List<String> folders = new ArrayList<>(List.of(environment.getOrDefault("PATH", "").split(File.pathSeparator)));
    folders.addAll(USUAL);
    List<String> names = new ArrayList<>(NAMES);
    names.addAll(List.of("Chromium", "Google Chrome", "chrome"));
    return folders.stream()
        .filter(f -> !f.isEmpty())
        .flatMap(f -> names.stream().map(n -> Path.of(f, n)))
        .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
        .findFirst();
  }
}
