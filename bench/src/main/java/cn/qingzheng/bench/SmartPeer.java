package cn.qingzheng.bench;

import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.cn.smart.SmartChineseAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.QueryBuilder;

/** The same pages in plain Lucene with the analyser that it brings for Chinese. */
final class SmartPeer {
  private SmartPeer() {}

  /** What each finds of the terms that people labelled as written otherwise. */
  static void compare(Path folder, EvidenceIndex ours, SearchPages made, int pages) throws IOException {
    Map<Set<String>, Set<String>> truth = new LinkedHashMap<>();
    Set<String> within = new HashSet<>();
    try (Directory directory = FSDirectory.open(folder); Analyzer analyzer = new SmartChineseAnalyzer()) {
      long began = System.nanoTime();
      try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(analyzer).setOpenMode(IndexWriterConfig.OpenMode.CREATE))) {
        for (int n = 0; n < pages; n++) {
          SearchPages.Made one = made.page(n);
          Page page = one.page().page();
          within.add(page.captureId());
          one.disguised().forEach(terms -> truth.computeIfAbsent(terms, t -> new HashSet<>()).add(page.captureId()));
          writer.addDocument(document(page));
        }
      }
      double seconds = (System.nanoTime() - began) / 1e9;
      System.out.printf(
          Locale.ROOT, "plain Lucene, SmartChineseAnalyzer: %d pages, %.0f a second on one thread, %.0f MB%n", pages, pages / seconds,
          SearchBench.size(folder) / 1e6);
      try (DirectoryReader reader = DirectoryReader.open(directory)) {
        compare(new IndexSearcher(reader), analyzer, ours, truth, within);
      }
    }
  }

  private static void compare(
      IndexSearcher peer, Analyzer analyzer, EvidenceIndex ours, Map<Set<String>, Set<String>> truth, Set<String> within) throws IOException {
    long all = 0;
    long found = 0;
    long foundByPeer = 0;
    for (Map.Entry<Set<String>, Set<String>> place : truth.entrySet()) {
      Set<String> there = new HashSet<>();
      Set<String> peers = new HashSet<>();
      for (String term : place.getKey()) {
        ours.each(SearchRequest.of("“" + term + "”"), Integer.MAX_VALUE >> 8, h -> there.add(h.source().captureId()));
        peers.addAll(byPeer(peer, analyzer, term));
      }
      there.retainAll(place.getValue());
      peers.retainAll(place.getValue());
      all += place.getValue().size();
      found += there.size();
      foundByPeer += peers.size();
    }
    System.out.printf(
        Locale.ROOT, "disguised terms: %d places, %d times on a page; found by the search of a term that is right there: %.3f here, %.3f by plain Lucene%n",
        truth.size(), all, found / (double) all, foundByPeer / (double) all);
  }

  private static Set<String> byPeer(IndexSearcher searcher, Analyzer analyzer, String term) throws IOException {
    Query query = new QueryBuilder(analyzer).createPhraseQuery("text", term);
    Set<String> found = new HashSet<>();
    if (query != null) {
      for (ScoreDoc doc : searcher.search(query, Integer.MAX_VALUE >> 8).scoreDocs) {
        found.add(searcher.storedFields().document(doc.doc, Set.of("capture")).get("capture"));
      }
    }
    return found;
  }

  private static Document document(Page page) {
    Document document = new Document();
    document.add(new StringField("capture", page.captureId(), Field.Store.YES));
    document.add(new TextField("title", page.title(), Field.Store.YES));
    document.add(new TextField("text", page.text().raw(), Field.Store.YES));
    return document;
  }
}
