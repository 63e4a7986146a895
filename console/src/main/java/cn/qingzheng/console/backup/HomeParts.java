package cn.qingzheng.console.backup;

import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What of a home goes into a backup: the parts that are named here and nothing else, so that a key or a password that lies
 * beside them stays where it is.
 */
final class HomeParts {
  /** In the order in which they are gone through: a package goes from {@code evidence/making} to its case's folder. */
  private static final List<String> TREES =
      List.of("archive", "evidence/making", "evidence", "outbox", "imports", "pictures", "reports", "templates", "logs");

  private static final List<String> FILES = List.of("qingzheng.yaml", "contacts.csv", "registry.csv", "seeds.txt");
  /** Copied by their own means. */
  private static final Set<String> DATABASES = Set.of("qingzheng.db", "crawl.db");
  private static final Set<String> MADE_ANEW = Set.of("index", "export");
  private static final Pattern PASSING =
      Pattern.compile(".*(\\.part|\\.next|\\.lock|\\.warc\\.gz\\.open|-wal|-shm|-journal)");
  /** Names of files in the settings that are secret. */
  private static final Pattern SECRET = Pattern.compile("(?m)[\\w]*(?:password_file|key)\\s*:\\s*[\"']?([^\"'#,}\\n]+)");

  private final Path home;
  private final Set<Path> secrets;
  private final List<String> files;

  HomeParts(Home home, Config config) throws IOException {
    this.home = home.folder();
    this.secrets = secrets(home);
    this.files = new ArrayList<>(FILES);
    config.registry().file().map(f -> f.toAbsolutePath().normalize()).filter(f -> f.startsWith(this.home))
        .map(this::name).filter(f -> !files.contains(f)).ifPresent(files::add);
  }

  private static Set<Path> secrets(Home home) throws IOException {
    Set<Path> out = new HashSet<>();
    if (Files.exists(home.settings())) {
      Matcher named = SECRET.matcher(Files.readString(home.settings()));
      while (named.find()) {
        out.add(home.folder().resolve(named.group(1).strip()).normalize());
      }
    }
    return out;
  }

  /** A file that is to be copied. */
  record Part(String name, Path file, long size, long modified) {
    /** Never written again under this name: what changes comes as a new file in its place. */
    boolean fixed() {
      return name.matches("archive/.*\\.(warc\\.gz|cdxj)|evidence/.*\\.zip|imports/[0-9a-f]{64}");
    }
  }

  /** The files as they are now; what is just being written under a passing name is not among them. */
  List<Part> list() throws IOException {
    Set<Part> out = new LinkedHashSet<>();
    for (String tree : TREES) {
      Path start = home.resolve(tree);
      if (Files.isDirectory(start)) {
        // The archive may be a link to another disk.
        out.addAll(under(start.toRealPath(), tree));
      }
    }
    for (String file : files) {
      add(file, home.resolve(file), out);
    }
    try (Stream<Path> all = Files.list(home)) {
      for (Path file : all.filter(f -> f.getFileName().toString().endsWith(".lastrun")).sorted().toList()) {
        add(name(file), file, out);
      }
    }
    return List.copyOf(out);
  }

  private List<Part> under(Path start, String tree) throws IOException {
    List<Part> out = new ArrayList<>();
    Files.walkFileTree(
        start,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes a) {
            String name = tree + "/" + start.relativize(file).toString().replace('\\', '/');
            if (a.isRegularFile() && wanted(name, file)) {
              out.add(new Part(name, file, a.size(), a.lastModifiedTime().toMillis()));
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE; // gone meanwhile
            }
            throw e;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) {
            return FileVisitResult.CONTINUE;
          }
        });
    out.sort(java.util.Comparator.comparing(Part::name));
    return out;
  }

  private void add(String name, Path file, Set<Part> out) throws IOException {
    if (Files.isRegularFile(file) && wanted(name, file)) {
      out.add(new Part(name, file, Files.size(file), Files.getLastModifiedTime(file).toMillis()));
    }
  }

  private boolean wanted(String name, Path file) {
    return !PASSING.matcher(name).matches() && !secrets.contains(file.normalize()) && name.indexOf('\n') < 0;
  }

  /** What lies in the home and is not copied, other than what is made anew: by name, sorted. */
  List<String> leftOut() throws IOException {
    Set<String> known = new HashSet<>(files);
    TREES.forEach(t -> known.add(t.replaceFirst("/.*", "")));
    known.addAll(DATABASES);
    known.addAll(MADE_ANEW);
    try (Stream<Path> all = Files.list(home)) {
      return Stream.concat(
              all.filter(p -> !known.contains(name(p)) && !PASSING.matcher(name(p)).matches() && !name(p).endsWith(".lastrun"))
                  .map(p -> name(p) + (Files.isDirectory(p) ? "/" : "")),
              secrets.stream().filter(Files::exists).map(s -> s.startsWith(home) ? name(s) : s.toString()))
          .distinct()
          .sorted()
          .toList();
    }
  }

  private String name(Path file) {
    return home.relativize(file).toString().replace('\\', '/');
  }
}
