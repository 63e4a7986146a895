package cn.qingzheng.crawler;

import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PathRules;
import cn.qingzheng.model.RenderMode;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Runs crawls in tests and keeps what the listener heard. */
final class Crawl implements CrawlListener {
  record Captured(Capture capture, Page page, boolean unchanged) {}

  final List<Captured> captured = Collections.synchronizedList(new ArrayList<>());
  final List<SiteLead> leads = Collections.synchronizedList(new ArrayList<>());
  final List<CrawlFailure> failed = Collections.synchronizedList(new ArrayList<>());

  /** Quick settings for loopback. */
  static CrawlSettings settings() {
    return CrawlSettings.defaults()
        .with(new CrawlSettings.Politeness(Duration.ofMillis(5), 0, Duration.ofSeconds(30)))
        .with(new CrawlSettings.Limits(1024 * 1024, Duration.ofSeconds(5), Duration.ofSeconds(2), 5))
        .with(new CrawlSettings.Patience(Duration.ofSeconds(20), Duration.ofMillis(50), 5, Duration.ofHours(24)));
  }

  static Seed seed(String id, String url, int maxPages, int maxDepth) {
    return seed(id, url, maxPages, maxDepth, RenderMode.NONE);
  }

  static Seed seed(String id, String url, int maxPages, int maxDepth, RenderMode render) {
    return new Seed(
        id, "示例" + id, SeedKind.TRAINING, URI.create(url), Optional.empty(), "", new Seed.Limits(maxPages, maxDepth, render));
  }

  static Seed seed(String id, String url, int maxPages, int maxDepth, PathRules paths) {
    return new Seed(
        id, "示例" + id, SeedKind.TRAINING, URI.create(url), Optional.empty(), "",
        new Seed.Limits(maxPages, maxDepth, RenderMode.NONE, paths));
  }

  static SeedPlan plan(Seed... seeds) {
    return new SeedPlan(List.of(seeds), List.of());
  }

  CrawlSummary run(Path home, TestWeb web, CrawlSettings settings, SeedPlan plan, String runId) throws IOException {
    try (Crawler crawler = Crawler.open(home, settings, web.guard(), Clock.systemUTC())) {
      return crawler.run(plan, runId, this);
    }
  }

  CrawlSummary run(Path home, TestWeb web, SeedPlan plan, String runId) throws IOException {
    return run(home, web, settings(), plan, runId);
  }

  @Override
  public void captured(Capture capture, Page page, boolean unchanged) {
    captured.add(new Captured(capture, page, unchanged));
  }

  @Override
  public void failed(CrawlFailure failure) {
    failed.add(failure);
  }

  @Override
  public void lead(SiteLead lead) {
    leads.add(lead);
  }

  List<String> paths() {
    synchronized (captured) {
      return captured.stream().map(c -> c.capture().url().getPath()).sorted().toList();
    }
  }

  Captured of(String path) {
    synchronized (captured) {
      return captured.stream().filter(c -> c.capture().url().getPath().equals(path)).findFirst().orElseThrow();
    }
  }

  FailureCause cause(String path) {
    synchronized (failed) {
      return failed.stream().filter(f -> f.url().getPath().equals(path)).findFirst().orElseThrow().cause();
    }
  }
}
