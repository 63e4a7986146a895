package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Capture;
import cn.qingzheng.model.TextSignature;
import java.net.URI;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CopyTableTest {
  private static final Random RANDOM = new Random(7);

  @TempDir Path folder;

  private static Capture capture(String id, String url, String sha256) {
    URI address = URI.create(url);
    return new Capture(
        id, new Capture.Origin("r", "s", 0, Optional.empty()), address, Instant.EPOCH,
        new Capture.Exchange(address, List.of(), 200, List.of(), new Capture.Remote("", 0, Optional.empty()), Duration.ZERO),
        new Capture.Payload(sha256, 1, false), List.of());
  }

  private static TextSignature signature() {
    List<Long> bands = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      bands.add(RANDOM.nextLong());
    }
    return new TextSignature(RANDOM.nextLong(), 100, bands);
  }

  /** As far away as that, and with so many bands in common. */
  private static TextSignature like(TextSignature other, int bits, int bands) {
    List<Long> all = new ArrayList<>(signature().bands());
    for (int i = 0; i < bands; i++) {
      all.set(11 - i, other.bands().get(11 - i));
    }
    return new TextSignature(other.simhash() ^ ((1L << bits) - 1), 100, all);
  }

  private static String seen(List<Copy> copies) {
    return copies.stream().map(c -> c.host() + " " + c.latest().id() + " " + c.captures() + " " + c.distance() + (c.sameBytes() ? " =" : "")).toList().toString();
  }

  @Test
  void the_same_and_nearly_the_same_text_is_found_on_other_hosts() throws Exception {
    try (CrawlDb db = CrawlDb.open(folder.resolve("crawl.db"))) {
      CaptureTable captures = new CaptureTable(db);
      CopyTable table = new CopyTable(db, 22);
      TextSignature text = signature();
      List<Capture> all =
          List.of(
              capture("1", "http://a.example/", "00"), capture("2", "http://b.example/x", "00"),
              capture("3", "http://b.example/y", "01"), capture("4", "http://c.example/", "02"),
              capture("5", "http://d.example/", "03"), capture("6", "http://e.example/", "04"), capture("7", "http://a.example/2", "05"));
      List<TextSignature> signatures =
          List.of(text, text, like(text, 5, 12), like(text, 22, 1), like(text, 23, 12), like(text, 3, 0), text);
      List<Long> groups = new ArrayList<>();
      for (int i = 0; i < all.size(); i++) {
        captures.add(all.get(i)).join();
        groups.add(table.add(all.get(i), signatures.get(i)));
      }
      db.write(c -> true);
      assertEquals("[b.example 3 2 0, c.example 4 1 22]", seen(table.elsewhere(all.get(0))));
      assertEquals("[a.example 7 2 0, c.example 4 1 22]", seen(table.elsewhere(all.get(1))));
      assertEquals("[]", seen(table.elsewhere(all.get(5))), "near by chance, but with nothing in common");
      assertEquals(List.of(text.simhash(), text.simhash(), text.simhash(), text.simhash()), groups.subList(0, 4));
      assertEquals(groups.get(0), groups.get(6));
      assertTrue(!groups.get(5).equals(groups.get(0)));
      assertEquals(groups.get(0), table.add(all.get(0), text), "again changes nothing");
      assertEquals(Optional.of(groups.get(3)), table.group("4"));
    }
  }

  @Test
  void a_page_without_a_signature_is_compared_by_its_bytes() throws Exception {
    try (CrawlDb db = CrawlDb.open(folder.resolve("crawl.db"))) {
      CaptureTable captures = new CaptureTable(db);
      CopyTable table = new CopyTable(db, 22);
      Capture one = capture("1", "http://a.example/", "00");
      captures.add(one);
      captures.add(capture("2", "http://a.example/other", "00"));
      captures.add(capture("3", "http://B.example/", "00"));
      captures.add(capture("4", "urn:sha256:00", "00"));
      captures.add(capture("5", "http://c.example/", "01")).join();
      assertEquals("[ 4 1 0 =, b.example 3 1 0 =]", seen(table.elsewhere(one)));
      assertEquals(Optional.empty(), table.group("1"));
    }
  }

  /** However many texts there are, no table is read from end to end. */
  @Test
  void every_step_of_a_look_up_goes_through_an_index() throws Exception {
    try (CrawlDb db = CrawlDb.open(folder.resolve("crawl.db"))) {
      CopyTable table = new CopyTable(db, 22);
      CaptureTable captures = new CaptureTable(db);
      for (String sql : CopyTable.LOOK_UPS) {
        String plan =
            db.read(
                c -> {
                  StringBuilder steps = new StringBuilder();
                  try (PreparedStatement s = c.prepareStatement("EXPLAIN QUERY PLAN " + sql);
                      ResultSet row = s.executeQuery()) {
                    while (row.next()) {
                      steps.append(row.getString("detail")).append("; ");
                    }
                  }
                  return steps.toString();
                });
        assertTrue(plan.contains("SEARCH") && !plan.contains("SCAN"), sql + ": " + plan);
      }
      TextSignature crowd = signature();
      List<Long> group = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        Capture c = capture(String.format("%04d", i), "http://h" + i + ".example/", "00");
        captures.add(c);
        group.add(table.add(c, like(crowd, i % 20, 1)));
      }
      assertEquals(1, Collections.max(group).equals(Collections.min(group)) ? 1 : 2, "one band that all share");
      db.write(c -> true);
      assertEquals(499, table.elsewhere(capture("0000", "http://h0.example/", "00")).size());
    }
  }
}
