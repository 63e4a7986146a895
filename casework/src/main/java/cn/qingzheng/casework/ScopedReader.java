package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the casebook as somebody sees it who sees a part: on a connection of its own, views of the tables' own names hide
 * the rows of other regions. So no statement of this module can forget the region, and none has to know of it.
 */
final class ScopedReader implements AutoCloseable {
  /** A subject is seen. */
  private static final String SEEN = "(substr(z.region, 1, length(q.prefix)) = q.prefix OR q.pool = 1 AND z.region = '')";

  private static final String OF_SUBJECT = "EXISTS (SELECT 1 FROM @subject z, seen_region q WHERE z.id = t.subject_id AND " + SEEN + ")";
  private static final String OF_CASE =
      "EXISTS (SELECT 1 FROM @case_file k JOIN @subject z ON z.id = k.subject_id, seen_region q WHERE k.id = t.case_id AND " + SEEN + ")";
  private static final String OF_FINDING =
      "EXISTS (SELECT 1 FROM @finding f JOIN @subject z ON z.id = f.subject_id, seen_region q WHERE f.fingerprint = t.fingerprint AND "
          + SEEN + ")";
  private static final String OF_NOTICE = "EXISTS (SELECT 1 FROM notice n WHERE n.id = t.notice_id)";

  /** Condition on the rows of a table, which is called t; {@code @} stands before a table as it is. In the order to make them. */
  private static final Map<String, String> VIEWS = views();

  private final Store store;
  private Connection reader;

  ScopedReader(Store store) {
    this.store = store;
  }

  private static Map<String, String> views() {
    Map<String, String> v = new LinkedHashMap<>();
    v.put("subject", "EXISTS (SELECT 1 FROM @subject z, seen_region q WHERE z.id = t.id AND " + SEEN + ")");
    for (String table : new String[] {"case_file", "finding", "page_outcome", "subject_clue"}) {
      v.put(table, OF_SUBJECT);
    }
    for (String table : new String[] {"evidence", "evidence_removal", "case_field", "disposition", "recheck", "case_work", "case_tag"}) {
      v.put(table, OF_CASE);
    }
    v.put("decision", OF_FINDING);
    v.put("finding_change", OF_FINDING);
    v.put("copied_text", "t.subject_a IN (SELECT id FROM subject) AND t.subject_b IN (SELECT id FROM subject)");
    v.put("subject_verdict", "t.stays IN (SELECT id FROM subject) AND t.other IN (SELECT id FROM subject)");
    // A letter that speaks of another region's cases too is not for this one.
    v.put(
        "notice",
        "EXISTS (SELECT 1 FROM @notice_case x WHERE x.notice_id = t.id) AND NOT EXISTS (SELECT 1 FROM @notice_case x "
            + "JOIN @case_file k ON k.id = x.case_id JOIN @subject z ON z.id = k.subject_id, seen_region q WHERE x.notice_id = t.id "
            + "AND NOT " + SEEN + ")");
    for (String table : new String[] {"notice_case", "notice_finding", "notice_version", "notice_approval", "delivery", "reply", "reply_key"}) {
      v.put(table, OF_NOTICE);
    }
    // A lead's region is a code, or a name that nobody has made out yet.
    v.put(
        "lead",
        "EXISTS (SELECT 1 FROM seen_region q WHERE substr(t.region, 1, length(q.prefix)) = q.prefix OR q.pool = 1 AND "
            + "NOT (length(t.region) = 6 AND substr(t.region, 1, 1) BETWEEN '1' AND '9'))");
    v.put("lead_step", "t.number IN (SELECT number FROM lead)");
    v.put("lead_reporter", "t.number IN (SELECT number FROM lead)");
    v.put("city_report", "EXISTS (SELECT 1 FROM seen_region q WHERE substr(t.region, 1, length(q.prefix)) = q.prefix)");
    v.put("figure", "1 = 0");
    v.put(
        "audit",
        "EXISTS (SELECT 1 FROM @officer o, seen_region q WHERE substr(o.region, 1, length(q.prefix)) = q.prefix AND t.who = o.name || '（' "
            + "|| o.number || '）') OR EXISTS (SELECT 1 FROM case_file k WHERE k.id = t.object) OR EXISTS (SELECT 1 FROM finding f "
            + "WHERE f.fingerprint = t.object) OR EXISTS (SELECT 1 FROM evidence e WHERE e.id = t.object) "
            + "OR EXISTS (SELECT 1 FROM notice n WHERE n.id = t.object)");
    return v;
  }

  /** Runs the work on one consistent state of what the scope covers. */
  synchronized <T> T read(Scope scope, Database.Work<T> work) throws SQLException {
    if (reader == null || reader.isClosed()) {
      reader = store.connectToViews(VIEWS);
    }
    store.beginReading(reader);
    try {
      store.see(reader, scope);
      return work.run(reader);
    } finally {
      if (!reader.isClosed()) {
        Sql.execute(reader, "ROLLBACK");
      }
    }
  }

  @Override
  public synchronized void close() throws SQLException {
    if (reader != null) {
      reader.close();
    }
  }
}
