package cn.qingzheng.index;

import java.util.Objects;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;

/**
 * The regions whose pages somebody may see.
 *
 * @param prefix of 行政区划代码; empty for all
 * @param unassigned also pages of no known region
 */
public record Regions(String prefix, boolean unassigned) {
  public static final Regions ALL = new Regions("", true);

  /** What stands for the region of a page of which nobody knows where it belongs. */
  static final String NONE = "未分配";

  public Regions {
    Objects.requireNonNull(prefix);
  }

  /** The query, for those of its pages that may be seen. */
  Query narrow(Query query) {
    if (prefix.isEmpty()) {
      return query;
    }
    String field = PageDocument.exact(SearchField.REGION);
    BooleanQuery.Builder seen = new BooleanQuery.Builder().add(new PrefixQuery(new Term(field, prefix)), BooleanClause.Occur.SHOULD);
    if (unassigned) {
      seen.add(new TermQuery(new Term(field, NONE)), BooleanClause.Occur.SHOULD);
    }
    return new BooleanQuery.Builder()
        .add(query, BooleanClause.Occur.MUST)
        .add(seen.build(), BooleanClause.Occur.FILTER)
        .build();
  }
}
