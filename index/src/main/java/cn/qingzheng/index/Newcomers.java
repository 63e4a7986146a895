package cn.qingzheng.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.document.Document;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;

/**
 * Finds what a search finds now and did not find before. A page that changed is new only if what it said before did
 * not answer the search: else every page with a date on it would be new each night.
 */
final class Newcomers {
  /** Documents looked at per page wanted; what changes every night can hide more. */
  private static final int PER_PAGE = 20;

  private final IndexSearcher searcher;
  private final Query asked;
  private final Query after;

  Newcomers(IndexSearcher searcher, Query asked, Query after) {
    this.searcher = searcher;
    this.asked = asked;
    this.after = after;
  }

  /** One for each address. */
  List<String> captures(int most) throws IOException {
    Query entered = new BooleanQuery.Builder().add(asked, Occur.FILTER).add(after, Occur.FILTER).build();
    List<String> captures = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (ScoreDoc found : searcher.search(entered, most * PER_PAGE).scoreDocs) {
      Document document = searcher.storedFields().document(found.doc, Set.of(PageDocument.URL, SearchField.CAPTURE.key()));
      String url = document.get(PageDocument.URL);
      if (seen.add(url) && !foundBefore(url)) {
        captures.add(document.get(SearchField.CAPTURE.key()));
      }
      if (captures.size() >= most) {
        break;
      }
    }
    return captures;
  }

  private boolean foundBefore(String url) throws IOException {
    return searcher.count(new BooleanQuery.Builder()
        .add(asked, Occur.FILTER)
        .add(new TermQuery(new Term(PageDocument.ADDRESS, PageDocument.address(url))), Occur.FILTER)
        .add(after, Occur.MUST_NOT)
        .build()) > 0;
  }
}
