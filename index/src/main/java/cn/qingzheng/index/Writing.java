package cn.qingzheng.index;

import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.TextFolding;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.Query;
import org.apache.lucene.store.Directory;

/** Puts documents in. */
final class Writing implements AutoCloseable {
  /** Of text in memory before it goes into a segment of its own; Lucene's 16 MB make many small ones. */
  private static final int BUFFER_MB = 64;

  private final IndexWriter writer;
  private final EntryNumbers entries;
  private final TextFolding folding;
  private final FacetsConfig facets = PageDocument.facets();
  /** Who puts in reads, who commits writes: no number is seen whose document is still on its way. */
  private final ReadWriteLock adding = new ReentrantReadWriteLock();

  private Writing(IndexWriter writer, EntryNumbers entries, TextFolding folding) {
    this.writer = writer;
    this.entries = entries;
    this.folding = folding;
  }

  static Writing begin(Directory directory, TextFolding folding, Segmentation segmentation) throws IOException {
    Map<String, String> last =
        DirectoryReader.indexExists(directory) ? lastCommit(directory) : Map.of();
    IndexWriterConfig config = new IndexWriterConfig(new FoldingAnalyzer(folding, segmentation));
    config.setCommitOnClose(false);
    config.setRAMBufferSizeMB(BUFFER_MB);
    IndexWriter writer = new IndexWriter(directory, config);
    Writing writing = new Writing(writer, new EntryNumbers(writer, last), folding);
    writing.commit();
    return writing;
  }

  private static Map<String, String> lastCommit(Directory directory) throws IOException {
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      return reader.getIndexCommit().getUserData();
    }
  }

  void put(IndexedPage page) throws IOException {
    String key = PageDocument.key(page.page());
    adding.readLock().lock();
    try {
      writer.updateDocument(
          new Term(PageDocument.KEY, key), facets.build(PageDocument.of(page, folding, entries.of(key))));
    } finally {
      adding.readLock().unlock();
    }
    if (entries.full()) {
      alone(entries::forget);
    }
  }

  void delete(Query documents) throws IOException {
    writer.deleteDocuments(documents);
  }

  void deleteAll() throws IOException {
    alone(() -> {
      writer.deleteAll();
      entries.restart();
    });
  }

  void commit() throws IOException {
    alone(() -> {
      Map<String, String> data = new HashMap<>(IndexFolder.LAYOUT);
      data.putAll(entries.commit());
      writer.setLiveCommitData(data.entrySet());
      writer.commit();
    });
  }

  private interface Act {
    void run() throws IOException;
  }

  private void alone(Act act) throws IOException {
    adding.writeLock().lock();
    try {
      act.run();
    } finally {
      adding.writeLock().unlock();
    }
  }

  @Override
  public void close() throws IOException {
    entries.close();
    writer.close();
  }
}
