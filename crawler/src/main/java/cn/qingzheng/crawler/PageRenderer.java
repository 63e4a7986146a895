package cn.qingzheng.crawler;

import cn.qingzheng.crawler.browser.RenderOptions;
import cn.qingzheng.crawler.browser.Rendered;
import java.io.IOException;
import java.net.URI;

/** Runs a page's scripts in a browser whose traffic goes through the address guard. */
@FunctionalInterface
public interface PageRenderer {
  /**
   * The page after the scripts ran.
   *
   * @throws IOException if there is no browser or it gave up
   */
  Rendered render(URI url, RenderOptions options) throws IOException;
}
