package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An unpacked package. Symbolic links and special files are problems and never followed. */
final class FolderBag implements BagSource {
  private final Path root;
  private final Map<String, Long> files = new TreeMap<>(BagLayout.ORDER);
  private final Map<String, Path> paths = new HashMap<>();
  private final List<String> problems = new ArrayList<>();

  FolderBag(Path root) throws IOException {
    this.root = root;
    Files.walkFileTree(root, new Collector());
  }

  private final class Collector extends SimpleFileVisitor<Path> {
    private long bytes;

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      String name = root.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/");
      if (!attributes.isRegularFile()) {
        problems.add(name + "：不是普通文件（符号链接或特殊文件）");
        return FileVisitResult.CONTINUE;
      }
      Optional<String> bad = BagLayout.problemWith(name);
      if (bad.isPresent()) {
        problems.add(Checks.printable(name) + "：" + bad.get());
        return FileVisitResult.CONTINUE;
      }
      bytes += attributes.size();
      if (files.size() >= Limits.FILES || bytes > Limits.PACKAGE) {
        problems.add("文件过多或过大，停止读取");
        return FileVisitResult.TERMINATE;
      }
      files.put(name, attributes.size());
      paths.put(name, file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      problems.add(Checks.printable(root.relativize(file).toString()) + "：无法读取");
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isEmpty()) {
          problems.add(Checks.printable(root.relativize(folder).toString()) + "：多出的空文件夹");
        }
      }
      return FileVisitResult.CONTINUE;
    }
  }

  @Override
  public Map<String, Long> files() {
    return files;
  }

  @Override
  public InputStream open(String path) throws IOException {
    return Files.newInputStream(paths.get(path), LinkOption.NOFOLLOW_LINKS);
  }

  @Override
  public List<String> problems() {
    return problems;
  }

  @Override
  public List<String> problems(Map<String, Digests> digests, BagFacts facts) {
    return List.of();
  }

  @Override
  public String describe() {
    return "文件夹，" + files.size() + " 个文件";
  }

  @Override
  public void close() {
    // Nothing is held open.
  }
}
