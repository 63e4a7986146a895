package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Config;
import java.util.List;

/** Settings that stop nothing and that an organ will want to have made. */
final class Reminders {
  private Reminders() {}

  static List<String> of(Config config) {
    return config.crawl().contact().isBlank()
        ? List.of("crawl.contact 没有填写：User-Agent 里没有联系方式，网站无从联系本单位 – 请在 <数据目录>/qingzheng.yaml 的 crawl 下写 contact（网址或邮箱）")
        : List.of();
  }
}
