package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;

/**
 * The evidence index in one folder. Safe for several threads. One process writes; others may open it read-only at the
 * same time. What a search sees is what was committed, and that outlives a killed process.
 */
public final class EvidenceIndex implements AutoCloseable {
  private final Directory directory;
  private final Optional<Writing> writing;
  private final SearcherManager searchers;
  private final Views views;
  private final Supplier<Regions> seen;
  private final boolean part;

  private EvidenceIndex(Directory directory, Optional<Writing> writing, SearcherManager searchers, Views views) {
    this.directory = directory;
    this.writing = writing;
    this.searchers = searchers;
    this.views = views;
    this.seen = () -> Regions.ALL;
    this.part = false;
  }

  private EvidenceIndex(EvidenceIndex whole, Supplier<Regions> seen) {
    this.directory = whole.directory;
    this.writing = whole.writing;
    this.searchers = whole.searchers;
    this.views = whole.views;
    this.seen = seen;
    this.part = true;
  }

  /** The same index, whose searches find what is of the regions at that moment. Closing it closes nothing. */
  public EvidenceIndex within(Supplier<Regions> regions) {
    return new EvidenceIndex(this, regions);
  }

  /**
   * Opens for writing and searching; makes the folder and an empty index if there is none.
   *
   * @param standings asked at every search
   * @throws IndexUnavailableException if another process writes to it, or it is damaged or of another version
   */
  public static EvidenceIndex open(Path dir, TextFolding folding, Segmentation segmentation, Standings standings) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new IndexUnavailableException("不能建立索引目录：" + dir + " – 检查路径和权限", e);
    }
    return IndexFolder.opened(dir, directory -> {
      IndexFolder.checkLayout(directory);
      Writing writing = Writing.begin(directory, folding, segmentation);
      return new EvidenceIndex(
          directory, Optional.of(writing), new SearcherManager(directory, null), new Views(folding, standings));
    });
  }

  /**
   * Opens for searching only, also while another process writes; later commits are seen.
   *
   * @param standings asked at every search
   * @throws IndexUnavailableException if there is no index, or it is damaged or of another version
   */
  public static EvidenceIndex openReadOnly(Path dir, TextFolding folding, Standings standings) {
    if (!Files.isDirectory(dir)) {
      throw IndexFolder.none(dir, null);
    }
    return IndexFolder.opened(dir, directory -> {
      IndexFolder.checkLayout(directory);
      return new EvidenceIndex(
          directory, Optional.empty(), new SearcherManager(directory, null), new Views(folding, standings));
    });
  }

  /** Adds the page; one of the same address and content is replaced. Seen by searches after {@link #commit}. */
  public void put(IndexedPage page) {
    run(() -> writing().put(page));
  }

  /** Takes out the page of that capture, if it is in. */
  public void deleteCapture(String captureId) {
    run(() -> writing().delete(capture(captureId)));
  }

  /** Empties the index, before it is built anew. */
  public void deleteAll() {
    run(() -> writing().deleteAll());
  }

  /** Makes everything until now durable and visible. */
  public void commit() {
    run(() -> {
      writing().commit();
      searchers.maybeRefreshBlocking();
    });
  }

  /** Searches what is committed. Every query has an answer; what was odd about it stands in the hints. */
  public SearchResult search(SearchRequest request) {
    return searched(searcher -> searching(searcher).search(request));
  }

  /**
   * Gives every hit of a search, in its order, whatever its offset and limit.
   *
   * @param most hits given at most
   * @return pages that match
   */
  public long each(SearchRequest request, int most, Consumer<SearchHit> taker) {
    return searched(searcher -> searching(searcher).each(request, most, taker));
  }

  /** How far one has looked who looks now. */
  public SearchMark mark(Instant now) {
    return searched(searcher -> {
      Map<String, String> commit = commit(searcher);
      return new SearchMark(
          commit.getOrDefault(EntryNumbers.NUMBERING_KEY, ""),
          Long.parseLong(commit.getOrDefault(EntryNumbers.LAST_KEY, "0")), now);
    });
  }

  /**
   * Pages that answer the search now and whose address did not answer it at the mark. After the index was built anew,
   * those captured since.
   *
   * @param most at most so many
   * @return a capture of each
   */
  public List<String> newcomers(SearchRequest request, SearchMark mark, int most) {
    return searched(searcher -> searcher.getIndexReader().numDocs() == 0 ? List.of() : searching(searcher)
        .newcomers(request, mark, commit(searcher).getOrDefault(EntryNumbers.NUMBERING_KEY, ""), most));
  }

  private Searching searching(IndexSearcher searcher) throws IOException {
    return new Searching(searcher, views.of(searcher), seen.get());
  }

  private static Map<String, String> commit(IndexSearcher searcher) throws IOException {
    return ((DirectoryReader) searcher.getIndexReader()).getIndexCommit().getUserData();
  }

  /**
   * Where the text of a capture answers a query, in the raw text, in order, not overlapping; empty if it does not, or
   * if the capture is not in the index.
   */
  public List<Span> marks(String captureId, String query) {
    return searched(searcher -> searching(searcher).marks(query, capture(captureId)));
  }

  /** Pages in the index, as committed. */
  public int size() {
    return searched(searcher -> searcher.getIndexReader().numDocs());
  }

  private static TermQuery capture(String captureId) {
    return new TermQuery(
        new Term(PageDocument.exact(SearchField.CAPTURE), SearchField.CAPTURE.normal(captureId)));
  }

  private Writing writing() {
    return writing.orElseThrow(() -> new IllegalStateException("index should be open for writing, is read-only"));
  }

  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private <T> T searched(Search<T> search) {
    try {
      if (writing.isEmpty()) {
        searchers.maybeRefreshBlocking();
      }
      IndexSearcher searcher = searchers.acquire();
      try {
        return search.in(searcher);
      } finally {
        searchers.release(searcher);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private interface Action {
    void run() throws IOException;
  }

  private static void run(Action action) {
    try {
      action.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Closes without committing. */
  @Override
  public void close() {
    if (part) {
      return;
    }
    run(() -> {
      searchers.close();
      if (writing.isPresent()) {
        writing.get().close();
      }
      directory.close();
    });
  }
}
