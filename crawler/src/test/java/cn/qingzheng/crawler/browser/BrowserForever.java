package cn.qingzheng.crawler.browser;

import cn.qingzheng.crawler.net.AddressGuard;
import java.nio.file.Path;
import java.util.stream.Stream;

/** A process with a browser, to be killed. Says where the profile lies. */
final class BrowserForever {
  private BrowserForever() {}

  public static void main(String[] args) throws Exception {
    Browser browser = Browser.start(Browser.find().orElseThrow(), AddressGuard.publicOnly(), BrowserLimits.standard());
    Path profile =
        ProcessHandle.current().children()
            .flatMap(p -> Stream.of(p.info().arguments().orElse(new String[0])))
            .filter(a -> a.startsWith("--user-data-dir="))
            .map(a -> Path.of(a.substring("--user-data-dir=".length())))
            .findFirst()
            .orElseThrow();
    System.out.println("started");
    System.out.println(profile);
    Thread.sleep(Long.MAX_VALUE);
    browser.close();
  }
}
