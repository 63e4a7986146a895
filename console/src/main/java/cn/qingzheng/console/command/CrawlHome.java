package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.crawler.CrawlRecords;
import cn.qingzheng.crawler.CrawlSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;

/** Opens the crawl's records in a home. */
final class CrawlHome {
  private CrawlHome() {}

  static CrawlRecords open(Home home) throws IOException {
    if (!Files.exists(home.folder().resolve("crawl.db"))) {
      throw CommandException.usage("还没有抓取记录：" + home.folder() + " – 请先运行 scan，或用 --home 指明数据目录");
    }
    return CrawlRecords.open(home.folder(), CrawlSettings.defaults(), Clock.systemUTC());
  }
}
