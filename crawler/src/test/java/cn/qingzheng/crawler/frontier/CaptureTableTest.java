package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CaptureTableTest {
  @TempDir Path folder;

  /** Asked for every page: going through all captures of a run would make a run of n pages cost n². */
  @Test
  void captures_of_an_address_are_looked_up_by_the_address() throws Exception {
    try (CrawlDb db = CrawlDb.open(folder.resolve("crawl.db"))) {
      for (String sql : List.of(CaptureTable.OF_RUN, CaptureTable.LATEST)) {
        String plan =
            db.read(
                c -> {
                  try (PreparedStatement s = c.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                      ResultSet row = s.executeQuery()) {
                    return row.getString("detail");
                  }
                });
        assertTrue(plan.contains("SEARCH") && plan.contains("capture_url"), sql + ": " + plan);
      }
    }
  }
}
