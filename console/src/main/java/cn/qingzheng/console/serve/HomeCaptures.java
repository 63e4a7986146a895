package cn.qingzheng.console.serve;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.console.scan.HomeReader;
import cn.qingzheng.console.web.CaptureRoom;
import cn.qingzheng.evidence.EvidenceVerifier;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.model.Segmentation;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What lies behind the captured pages of a home. */
final class HomeCaptures implements CaptureRoom {
  private static final Logger LOG = LoggerFactory.getLogger(HomeCaptures.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_SOURCE = 300_000;
  private static final int LARGEST_HITS = 8 << 20;
  private static final int MOST_CAPTURES = 60;

  private final Casebook casebook;
  private final HomeReader reader;
  private final Analyzer analyzer;

  HomeCaptures(Casebook casebook, HomeReader reader, Analyzer analyzer) {
    this.casebook = casebook;
    this.reader = reader;
    this.analyzer = analyzer;
  }

  @Override
  public List<StoredEvidence> packages(String captureId) {
    return casebook.evidenceOfCapture(captureId);
  }

  @Override
  public List<Box> boxes(String captureId) {
    Optional<Path> zip = packages(captureId).stream().map(e -> e.sealed().file()).filter(Files::isRegularFile).findFirst();
    try {
      return zip.isPresent() ? boxes(zip.get()) : List.of();
    } catch (IOException e) {
      LOG.warn("hits of package {} cannot be read", zip.get(), e);
      return List.of();
    }
  }

  private static List<Box> boxes(Path zip) throws IOException {
    try (ZipFile file = new ZipFile(zip.toFile())) {
      Optional<? extends ZipEntry> hits =
          file.stream().filter(e -> e.getName().endsWith("/data/evidence/hits.json") && e.getSize() <= LARGEST_HITS).findFirst();
      if (hits.isEmpty()) {
        return List.of();
      }
      List<Box> out = new ArrayList<>();
      for (JsonNode hit : JSON.readTree(file.getInputStream(hits.get()).readNBytes(LARGEST_HITS)).path("hits")) {
        for (JsonNode b : hit.path("screenshot").path("boxes")) {
          out.add(new Box(
              hit.path("number").asInt(), hit.path("start").asInt(), hit.path("candidate").asBoolean(), b.path("x").asInt(),
              b.path("y").asInt(), b.path("width").asInt(), b.path("height").asInt()));
        }
      }
      return out;
    }
  }

  @Override
  public Optional<String> source(String captureId) {
    return reader.source(captureId, LONGEST_SOURCE);
  }

  @Override
  public List<PageRecord> history(URI url) {
    return casebook.history(url, MOST_CAPTURES);
  }

  @Override
  public Segmentation words() {
    return analyzer.segmentation();
  }

  @Override
  public VerificationReport verify(StoredEvidence evidence) {
    return new EvidenceVerifier().verify(evidence.sealed().file(), Optional.of(evidence.sealed().manifestSha256()));
  }
}
