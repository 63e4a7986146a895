package cn.qingzheng.bench;

import cn.qingzheng.crawler.CrawlFailure;
import cn.qingzheng.crawler.CrawlListener;
import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.crawler.Crawler;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** The farm, crawled by this program: durable frontier, archive, reading of pages, and what the sink does. */
final class OwnCrawl {
  private OwnCrawl() {}

  static CrawlBench.Result run(Farm farm, Path home, CrawlBench.Size size, Consumer<Page> sink) throws IOException {
    CrawlSettings settings = CrawlSettings.defaults().withThreads(size.threads());
    LongAdder captured = new LongAdder();
    long began = System.nanoTime();
    AddressGuard guard = guard(size.hosts(), n -> farm.address(n));
    try (Crawler crawler = Crawler.open(home, settings, guard, Clock.systemUTC())) {
      crawler.run(
          new SeedPlan(seeds(size), List.of()),
          "bench",
          new CrawlListener() {
            @Override
            public void captured(Capture capture, Page page, boolean unchanged) {
              sink.accept(page);
              captured.increment();
            }

            @Override
            public void failed(CrawlFailure failure) {
              System.out.println(failure);
            }
          });
    }
    return new CrawlBench.Result(captured.sum(), (System.nanoTime() - began) / 1e9);
  }

  static List<Seed> seeds(CrawlBench.Size size) {
    Seed.Limits limits = new Seed.Limits(size.pages(), 3, RenderMode.NONE);
    return IntStream.range(0, size.hosts())
        .mapToObj(
            n ->
                new Seed("s" + n, "示例" + n, SeedKind.TRAINING, URI.create("http://" + Farm.host(n) + "/"), Optional.empty(), "", limits))
        .toList();
  }

  static AddressGuard guard(int hosts, IntFunction<InetSocketAddress> address) {
    return AddressGuard.publicOnly()
        .with(IntStream.range(0, hosts).mapToObj(n -> new AddressGuard.ConnectTo(Farm.host(n), 80, address.apply(n))).toList());
  }
}
