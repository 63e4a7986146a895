package cn.qingzheng.crawler.frontier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.crawler.archive.ArchivedExchange;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.CrawlApproval;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands in a {@code crawl.db} written before captures carried approvals and hops certificates. */
class OldRowsTest {
  private static final URI URL = URI.create("https://a.example/");
  private static final Capture.Remote REMOTE = new Capture.Remote("1.2.3.4", 443, Optional.of("TLSv1.3"));

  private static Capture capture(List<CrawlApproval> approvals) {
    return new Capture(
        "c-1", new Capture.Origin("r", "a", 1, Optional.empty(), approvals), URL, Instant.EPOCH,
        new Capture.Exchange(URL, List.of(), 200, List.of(), REMOTE, Duration.ofMillis(3)),
        new Capture.Payload("00", 0, false), List.of());
  }

  @Test
  void a_capture_without_approvals_has_none() {
    String json = Json.write(capture(List.of()));
    String old = json.replace(",\"approvals\":[]", "");
    assertTrue(old.length() < json.length(), json);
    assertEquals(capture(List.of()), Json.read(old, Capture.class));
  }

  @Test
  void an_approval_comes_back_as_it_was() {
    Capture c = capture(List.of(new CrawlApproval(CrawlApproval.Subject.ROBOTS, "依据", "文号", "甲", "乙", LocalDate.of(2026, 12, 31))));
    assertEquals(c, Json.read(Json.write(c), Capture.class));
  }

  @Test
  void a_hop_without_certificates_has_none() {
    ArchivedExchange.Wire wire = new ArchivedExchange.Wire(new byte[] {1}, new byte[] {2}, new byte[] {3}, List.of(new byte[] {4, 5}));
    Baggage baggage =
        Baggage.none().after(new ArchivedExchange.Hop(URL, Instant.EPOCH, Duration.ZERO, REMOTE, wire, false, Optional.empty()));
    String json = Json.write(baggage);
    assertEquals(5, Json.read(json, Baggage.class).hops().get(0).wire().certificates().get(0)[1]);
    String old = json.replace(",\"certificates\":[\"BAU=\"]", "");
    assertTrue(old.length() < json.length(), json);
    assertEquals(List.of(), Json.read(old, Baggage.class).hops().get(0).wire().certificates());
  }
}
