package cn.qingzheng.console.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder that holds everything one installation knows, and where each part lies in it. */
public record Home(Path folder) {
  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  public Path settings() {
    return folder.resolve("qingzheng.yaml");
  }

  /** The filing registry as last imported. */
  public Path registry() {
    return folder.resolve("registry.csv");
  }

  /** Holds the path of the seeds that the last scan began with. */
  public Path seedsNote() {
    return folder.resolve("seeds.txt");
  }

  public Path casebook() {
    return folder.resolve("qingzheng.db");
  }

  public Path archive() {
    return folder.resolve("archive");
  }

  public Path index() {
    return folder.resolve("index");
  }

  public Path evidence() {
    return folder.resolve("evidence");
  }

  /** Screenshots by evidence id, as they lie in the packages. */
  public Path pictures() {
    return folder.resolve("pictures");
  }

  /** Files that were handed in and are kept whole, each under its SHA-256. */
  public Path imports() {
    return folder.resolve("imports");
  }

  public Path outbox() {
    return folder.resolve("outbox");
  }

  public Path reports() {
    return folder.resolve("reports");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  /** Makes the folder and its parts. */
  public Home create() {
    try {
      for (Path part : new Path[] {folder, archive(), index(), evidence(), outbox(), reports(), logs()}) {
        Files.createDirectories(part);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("无法创建数据目录 " + folder, e);
    }
    return this;
  }
}
