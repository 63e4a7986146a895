package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Lead;
import cn.qingzheng.casework.LeadState;
import cn.qingzheng.casework.Leads;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.LeadSeeds;
import cn.qingzheng.console.scan.StoppedConnectors;
import cn.qingzheng.console.web.SourceRoom;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedFiles;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The seeds that a home is scanned with; read anew each time, so that edits count at once. */
public final class HomeSources implements SourceRoom {
  private final Casebook casebook;
  private final Home home;
  private final Set<String> keywords;

  /** @param keywords names of the sets of keywords that connectors may name */
  public HomeSources(Casebook casebook, Home home, Set<String> keywords) {
    this.casebook = casebook;
    this.home = home;
    this.keywords = Set.copyOf(keywords);
  }

  @Override
  public SeedPlan plan() {
    Problems problems = new Problems();
    SeedPlan plan = SeedFiles.load(folder(), keywords, problems);
    problems.throwIfAny();
    return plan;
  }

  private Path folder() {
    try {
      return Path.of(Files.readString(home.seedsNote()).strip());
    } catch (IOException e) {
      throw new UncheckedIOException("it should be written down which seeds are scanned", e);
    }
  }

  @Override
  public Optional<String> stopped(Connector connector) {
    return new StoppedConnectors(casebook).apply(connector);
  }

  @Override
  public List<String> seed(Lead lead, String officer) throws IOException {
    LeadSeeds.Written written = LeadSeeds.append(folder(), List.of(lead));
    if (!written.added().isEmpty()) {
      new Leads(casebook).state(lead.number(), LeadState.SEEDED, officer, "写入 " + written.file().getFileName());
    }
    return written.skipped();
  }
}
