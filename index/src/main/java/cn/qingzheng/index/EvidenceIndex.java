package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/**
 * The evidence index in one folder. Safe for several threads. One process writes; others may open it read-only at the
 * same time. What a search sees is what was committed, and that outlives a killed process.
 */
public final class EvidenceIndex implements AutoCloseable {
  /** Raised whenever documents or the text analysis change so that an old index would answer wrongly. */
  private static final String LAYOUT = "1";

  private static final String LAYOUT_KEY = "qingzheng-layout";

  private final Directory directory;
  private final Optional<IndexWriter> writer;
  private final SearcherManager searchers;
  private final TextFolding folding;
  private final FacetsConfig facets = PageDocument.facets();

  private final Supplier<Regions> seen;
  private final boolean part;

  private EvidenceIndex(
      Directory directory, Optional<IndexWriter> writer, SearcherManager searchers, TextFolding folding) {
    this.directory = directory;
    this.writer = writer;
    this.searchers = searchers;
    this.folding = folding;
    this.seen = () -> Regions.ALL;
    this.part = false;
  }

  private EvidenceIndex(EvidenceIndex whole, Supplier<Regions> seen) {
    this.directory = whole.directory;
    this.writer = whole.writer;
    this.searchers = whole.searchers;
    this.folding = whole.folding;
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
   * @throws IndexUnavailableException if another process writes to it, or it is damaged or of another version
   */
  public static EvidenceIndex open(Path dir, TextFolding folding, Segmentation segmentation) {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new IndexUnavailableException("不能建立索引目录：" + dir + " – 检查路径和权限", e);
    }
    return opened(dir, directory -> {
      checkLayout(directory);
      IndexWriterConfig config = new IndexWriterConfig(new FoldingAnalyzer(folding, segmentation));
      config.setCommitOnClose(false);
      IndexWriter writer = new IndexWriter(directory, config);
      writer.setLiveCommitData(Map.of(LAYOUT_KEY, LAYOUT).entrySet());
      writer.commit();
      return new EvidenceIndex(directory, Optional.of(writer), new SearcherManager(directory, null), folding);
    });
  }

  /**
   * Opens for searching only, also while another process writes; later commits are seen.
   *
   * @throws IndexUnavailableException if there is no index, or it is damaged or of another version
   */
  public static EvidenceIndex openReadOnly(Path dir, TextFolding folding) {
    if (!Files.isDirectory(dir)) {
      throw none(dir, null);
    }
    return opened(dir, directory -> {
      checkLayout(directory);
      return new EvidenceIndex(directory, Optional.empty(), new SearcherManager(directory, null), folding);
    });
  }

  private interface Opening {
    EvidenceIndex open(Directory directory) throws IOException;
  }

  private static EvidenceIndex opened(Path dir, Opening opening) {
    Directory directory = null;
    try {
      directory = FSDirectory.open(dir);
      return opening.open(directory);
    } catch (IOException | IllegalArgumentException | IndexUnavailableException failed) {
      closeQuietly(directory, failed);
      throw unavailable(dir, failed);
    }
  }

  private static void closeQuietly(Directory directory, Exception because) {
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private static IndexUnavailableException unavailable(Path dir, Exception failed) {
    return switch (failed) {
      case IndexUnavailableException known -> known;
      case LockObtainFailedException held -> new IndexUnavailableException(
          "索引正被另一个程序写入：" + dir + " – 等它结束或先停止它；只是查询可用 search 命令", held);
      case IndexNotFoundException missing -> none(dir, missing);
      case CorruptIndexException bad -> damaged(dir, bad);
      case IndexFormatTooOldException old -> damaged(dir, old);
      case IndexFormatTooNewException next -> damaged(dir, next);
      case IllegalArgumentException codec -> damaged(dir, codec);
      default -> new IndexUnavailableException("打不开索引：" + dir + "（" + failed.getMessage() + "）– 检查磁盘和权限", failed);
    };
  }

  private static IndexUnavailableException none(Path dir, Exception cause) {
    return new IndexUnavailableException("还没有索引：" + dir + " – 先运行 scan，或用 reindex 从存档重建", cause);
  }

  private static IndexUnavailableException damaged(Path dir, Exception cause) {
    return new IndexUnavailableException(
        "索引损坏或版本不符：" + dir + " – 删除这个目录后运行 reindex，从存档重建，不丢数据", cause);
  }

  private static void checkLayout(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      String layout = reader.getIndexCommit().getUserData().getOrDefault(LAYOUT_KEY, "");
      if (!layout.equals(LAYOUT)) {
        throw new CorruptIndexException("layout should be " + LAYOUT, layout);
      }
    }
  }

  /** Adds the page; one of the same address and content is replaced. Seen by searches after {@link #commit}. */
  public void put(IndexedPage page) {
    run(() -> writer().updateDocument(
        new Term(PageDocument.KEY, PageDocument.key(page.page())),
        facets.build(PageDocument.of(page, folding))));
  }

  /** Takes out the page of that capture, if it is in. */
  public void deleteCapture(String captureId) {
    run(() -> writer().deleteDocuments(capture(captureId)));
  }

  /** Empties the index, before it is built anew. */
  public void deleteAll() {
    run(() -> writer().deleteAll());
  }

  /** Makes everything until now durable and visible. */
  public void commit() {
    run(() -> {
      writer().setLiveCommitData(Map.of(LAYOUT_KEY, LAYOUT).entrySet());
      writer().commit();
      searchers.maybeRefreshBlocking();
    });
  }

  /** Searches what is committed. Every query has an answer; what was odd about it stands in the hints. */
  public SearchResult search(SearchRequest request) {
    return searched(searcher -> new Searching(searcher, facets, folding, seen.get()).search(request));
  }

  /**
   * Where the text of a capture answers a query, in the raw text, in order, not overlapping; empty if it does not, or
   * if the capture is not in the index.
   */
  public List<Span> marks(String captureId, String query) {
    return searched(searcher -> new Searching(searcher, facets, folding, seen.get()).marks(query, capture(captureId)));
  }

  /** Pages in the index, as committed. */
  public int size() {
    return searched(searcher -> searcher.getIndexReader().numDocs());
  }

  private static TermQuery capture(String captureId) {
    return new TermQuery(
        new Term(PageDocument.exact(SearchField.CAPTURE), SearchField.CAPTURE.normal(captureId)));
  }

  private IndexWriter writer() {
    return writer.orElseThrow(() -> new IllegalStateException("index should be open for writing, is read-only"));
  }

  private interface Search<T> {
    T in(IndexSearcher searcher) throws IOException;
  }

  private <T> T searched(Search<T> search) {
    try {
      if (writer.isEmpty()) {
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
      if (writer.isPresent()) {
        writer.get().close();
      }
      directory.close();
    });
  }
}
