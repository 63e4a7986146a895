package cn.qingzheng.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Packages of pages that were opened again. */
class RecaptureTest {
  private static final Recapture.Box BOX = new Recapture.Box(20, 100, 30, 16);

  @TempDir Path temp;
  private final EvidenceVerifier verifier = new EvidenceVerifier();

  private static Recapture recapture(Recapture.Sighting first, Recapture.Sighting second, Recapture.Seen... replayed) {
    return new Recapture(
        new Recapture.Visit(
            URI.create("http://ad.example/x"), SampleArchive.AT.plusSeconds(60), "Chromium/156.0", true,
            List.of(new Recapture.Connection("ad.example", 80, "127.0.0.9")), List.of("10.0.0.1:80")),
        List.of(), "From: <Saved by Blink>\r\n".getBytes(StandardCharsets.US_ASCII), "本校包过", List.of(first, second),
        replayed.length == 0 ? Optional.empty() : Optional.of(new Recapture.Replay(List.of(replayed), 1, List.of("http://ad.example/a.js"))));
  }

  private Path bag(Recapture recapture) throws Exception {
    Sample sample = new Sample(Files.createTempDirectory(temp, "in"));
    EvidenceRequest r = sample.request();
    EvidenceRequest.Material m = r.material();
    EvidenceRequest with = new EvidenceRequest(r.identity(),
        new EvidenceRequest.Material(m.capture(), m.page(), m.result(), m.referred(), m.archive(), Optional.of(recapture)),
        r.picture(), r.documents(), r.environment(), r.custody());
    Path zip = new EvidenceBuilder(Sample.CLOCK).build(with, Files.createTempDirectory(temp, "out")).file();
    assertTrue(verifier.verify(zip).valid(), verifier.verify(zip).text());
    return Sample.unpack(zip, Files.createTempDirectory(temp, "bag"));
  }

  @Test
  void a_hit_leads_from_its_rule_to_its_place_on_the_picture() throws Exception {
    Recapture.InImage image = new Recapture.InImage("urn:uuid:1", new Recapture.Box(1, 2, 3, 4), "示例识别程序 1.0", 0.97);
    Path bag = bag(recapture(new Recapture.Sighting(Recapture.Seen.SHOWN, List.of(BOX)),
        new Recapture.Sighting(Recapture.Seen.IMAGE, List.of(new Recapture.Box(2, 150, 20, 20)), Optional.of(image)),
        Recapture.Seen.SHOWN, Recapture.Seen.ABSENT));
    JsonNode hits = Json.read(Files.readAllBytes(bag.resolve(BagLayout.HITS))).path("hits");
    assertEquals(1, hits.get(0).path("number").asInt());
    assertEquals("广告法", hits.get(0).path("basis").get(0).path("statute").asString());
    JsonNode shown = hits.get(0).path("screenshot");
    assertEquals("SHOWN", shown.path("state").path("code").asString());
    assertEquals(100, shown.path("boxes").get(0).path("y").asInt());
    assertEquals("示例识别程序 1.0", hits.get(1).path("screenshot").path("image").path("reader").asString());
    BufferedImage before = ImageIO.read(bag.resolve(BagLayout.SCREENSHOT).toFile());
    BufferedImage after = ImageIO.read(bag.resolve(BagLayout.OVERLAY).toFile());
    assertEquals(0xd00000, after.getRGB(17, 110) & 0xffffff);
    assertEquals(before.getRGB(35, 108), after.getRGB(35, 108), "inside the box nothing is drawn");
    assertEquals("本校包过", Files.readString(bag.resolve(BagLayout.RECAPTURE_TEXT)));
    assertTrue(Files.exists(bag.resolve(BagLayout.MHTML)));
    JsonNode capture = Json.read(Files.readAllBytes(bag.resolve(BagLayout.CAPTURE)));
    assertEquals("127.0.0.9", capture.path("recapture").path("connections").get(0).path("ip").asString());
    assertEquals("ABSENT", capture.path("recapture").path("replay").path("seen").get(1).asString());
    String selfCheck = capture.path("selfCheck").toString();
    assertTrue(selfCheck.contains("2/2 处引文见于重新打开的网页"), selfCheck);
    assertTrue(selfCheck.contains("1/2 处引文见于断网重现的归档网页；未见：2 国家承认"), selfCheck);
  }

  @Test
  void without_a_place_to_show_there_is_no_drawing() throws Exception {
    Recapture.Sighting gone = new Recapture.Sighting(Recapture.Seen.ABSENT, List.of());
    Path bag = bag(recapture(gone, gone));
    assertFalse(Files.exists(bag.resolve(BagLayout.OVERLAY)));
    assertTrue(Files.readString(bag.resolve(BagLayout.CAPTURE)).contains("网页可能已改动"));
    assertThrows(EvidenceException.class, () -> bag(recapture(new Recapture.Sighting(Recapture.Seen.SHOWN, List.of(new Recapture.Box(1, 5000, 10, 10))), gone)));
  }

  @Test
  void a_place_moved_off_the_picture_and_places_taken_away_are_found_though_every_list_is_new() throws Exception {
    Recapture.Sighting shown = new Recapture.Sighting(Recapture.Seen.SHOWN, List.of(BOX));
    Path bag = bag(recapture(shown, shown));
    Path hits = bag.resolve(BagLayout.HITS);
    String good = Files.readString(hits);
    Files.writeString(hits, good.replaceFirst("\"y\": 100", "\"y\": 9100"));
    Forger.sealAgain(bag);
    assertEquals(List.of("引文与网页文字"), failed(bag));
    JsonNode without = Json.read(good);
    without.path("hits").values().forEach(h -> ((ObjectNode) h).remove("screenshot"));
    Files.write(hits, Json.pretty(without));
    Forger.sealAgain(bag);
    assertEquals(List.of("引文与网页文字"), failed(bag));
    Files.writeString(hits, good);
    Forger.sealAgain(bag);
    assertEquals(List.of(), failed(bag));
  }

  private List<String> failed(Path bag) {
    return verifier.verify(bag).checks().stream().filter(c -> c.state() == VerificationReport.State.FAILED).map(c -> c.name()).toList();
  }
}
