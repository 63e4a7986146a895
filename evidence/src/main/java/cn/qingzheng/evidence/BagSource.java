package cn.qingzheng.evidence;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** The files of a package, wherever it lies. Opening it reads names only; nothing of it is trusted. */
interface BagSource extends Closeable {
  /** Path inside the package to size in bytes; only harmless paths, each once. */
  Map<String, Long> files();

  InputStream open(String path) throws IOException;

  /** What is wrong with the container as far as it is known from reading the names, in Chinese. */
  List<String> problems();

  /**
   * What is wrong with the container now that the contents are known, in Chinese.
   *
   * @param digests by path, of every file
   */
  List<String> problems(Map<String, Digests> digests, BagFacts facts) throws IOException;

  /** What was looked at, in Chinese. */
  String describe();
}
