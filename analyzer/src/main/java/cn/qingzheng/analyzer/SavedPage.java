package cn.qingzheng.analyzer;

import java.net.IDN;
import java.net.URI;
import java.nio.file.Path;

/** Where a page that was saved to a file would stand on its host. */
public final class SavedPage {
  private SavedPage() {}

  /**
   * An index file is the home page; any other file is a page below it under the file's name.
   *
   * @param host a host name, also with Chinese letters
   */
  public static URI address(String host, Path file) {
    String name = file.getFileName().toString();
    String path = name.startsWith("index.") ? "" : name.replaceAll("[^A-Za-z0-9._-]", "-");
    return URI.create("https://" + IDN.toASCII(host) + "/" + path);
  }
}
