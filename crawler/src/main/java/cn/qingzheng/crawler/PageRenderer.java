package cn.qingzheng.crawler;

import java.io.IOException;
import java.net.URI;

/** Runs a page's scripts in a browser whose traffic goes through the address guard. */
@FunctionalInterface
public interface PageRenderer {
  /**
   * The HTML after the scripts ran.
   *
   * @throws IOException if there is no browser or it gave up
   */
  String render(URI url) throws IOException;
}
