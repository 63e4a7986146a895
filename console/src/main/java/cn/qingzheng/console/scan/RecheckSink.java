package cn.qingzheng.console.scan;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.analyzer.Fingerprint;
import cn.qingzheng.crawler.CrawlFailure;
import cn.qingzheng.crawler.CrawlListener;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keeps what came from each address that was visited again; recorded and searchable as in a scan. */
final class RecheckSink implements CrawlListener {
  private final String runId;
  private final Analyzer analyzer;
  private final Stores stores;
  private final CopiedTexts copies;
  private final Clues clues;
  private final Map<String, URI> wanted;
  private final Map<URI, Answer> answers = new ConcurrentHashMap<>();
  private final Map<URI, CrawlFailure> failures = new ConcurrentHashMap<>();

  /** @param wanted the address of each seed */
  RecheckSink(String runId, Analyzer analyzer, Stores stores, CopiedTexts copies, Clues clues, Map<String, URI> wanted) {
    this.runId = runId;
    this.analyzer = analyzer;
    this.stores = stores;
    this.copies = copies;
    this.clues = clues;
    this.wanted = Map.copyOf(wanted);
  }

  /** A page that came. */
  record Answer(Page page, PageResult result) {}

  @Override
  public boolean watches(URI url) {
    return wanted.containsValue(url);
  }

  @Override
  public void captured(Capture capture, Page page, boolean unchanged) {
    PageResult result = analyzer.analyze(page, clues.of(capture));
    stores.casebook().record(runId, page, result, clues.home(capture), hit -> Fingerprint.fingerprint(hit, page.url()));
    stores.index().put(IndexDocuments.of(capture, page, result, stores.casebook(), copies.keep(capture, page)));
    Optional.ofNullable(wanted.get(capture.origin().seedId())).ifPresent(url -> answers.putIfAbsent(url, new Answer(page, result)));
  }

  @Override
  public void failed(CrawlFailure failure) {
    Optional.ofNullable(wanted.get(failure.seedId())).ifPresent(url -> failures.putIfAbsent(url, failure));
  }

  Optional<Answer> answer(URI url) {
    return Optional.ofNullable(answers.get(url));
  }

  Optional<CrawlFailure> failure(URI url) {
    return Optional.ofNullable(failures.get(url));
  }
}
