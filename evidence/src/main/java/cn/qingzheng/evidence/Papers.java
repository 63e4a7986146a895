package cn.qingzheng.evidence;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes documents that list what a package holds, for example the 电子数据提取笔录. */
@FunctionalInterface
public interface Papers {
  /**
   * @param files of the evidence so far, sorted; what is written here is not among them
   * @param reader gives what is in them
   * @return bytes by the name they get inside; a name has no slash
   * @throws IOException if one cannot be written; then there is no package
   */
  Map<String, byte[]> write(List<ListedFile> files, Reader reader) throws IOException;

  /** None. */
  static Papers none() {
    return (files, reader) -> Map.of();
  }

  /** Reads a package's files. */
  @FunctionalInterface
  interface Reader {
    /** @throws IOException in Chinese, if there is no such file */
    byte[] bytes(String path) throws IOException;
  }

  /**
   * @param path inside the package
   * @param bytes length
   * @param sha256 lower-case hex
   * @param sm3 lower-case hex
   */
  record ListedFile(String path, long bytes, String sha256, String sm3) {}
}
