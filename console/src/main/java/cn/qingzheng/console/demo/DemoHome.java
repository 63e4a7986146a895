package cn.qingzheng.console.demo;

import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.sample.SampleWeb;
import cn.qingzheng.console.scan.ScanSetup;
import cn.qingzheng.crawler.net.AddressGuard;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Sets up a home for the sample web. Apart from the addresses it is told, the scan is the one every home runs. */
public final class DemoHome {
  private DemoHome() {}

  /**
   * Writes the demonstration's settings if the home has none, and reads everything.
   *
   * @param root the folder with {@code wordlists/} and {@code seeds/demo/}
   */
  public static ScanSetup setup(Home home, Path root, SampleWeb web) throws IOException {
    home.create();
    Path seeds = root.resolve("seeds/demo");
    if (!Files.exists(home.settings())) {
      Files.writeString(home.settings(), settings(seeds.resolve("registry.csv")));
    }
    return ScanSetup.load(home, root, seeds, guard(web.addresses()));
  }

  /** Only the sample web's own addresses on loopback may be asked, besides public ones that no page there links to. */
  private static AddressGuard guard(Map<String, InetSocketAddress> addresses) {
    List<AddressGuard.ConnectTo> rules =
        addresses.entrySet().stream().map(e -> new AddressGuard.ConnectTo(e.getKey(), 80, e.getValue())).toList();
    return AddressGuard.publicOnly().with(rules);
  }

  private static String settings(Path registry) {
    return """
        # 演示用的设置：机构为虚构，网站是程序自带的仿真网站，所以间隔可以很短。
        organ:
          name: 岚川市人力资源和社会保障局
          document_code: 岚人社函
          region: "379901"
          contact: 职业能力建设科
          phone: 400-000-0379
          reply_channel: 电子邮箱 zhili@rsj.lanchuan-gov.example
        crawl:
          delay_ms: 200
          deadline_s: 8
        registry:
          file: "%s"
          complete: true
        """
        .formatted(registry.toAbsolutePath().toString().replace("\\", "/"));
  }
}
