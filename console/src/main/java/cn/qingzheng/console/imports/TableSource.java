package cn.qingzheng.console.imports;

import cn.qingzheng.console.scan.ImportJob;
import cn.qingzheng.crawler.ImportStage;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.datafile.Row;
import cn.qingzheng.model.Import;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;

/** A table whose rows are offers: each is one piece of material, kept as all its cells. */
record TableSource(Path file, String sha256, List<Offer> offers, Instant now) implements ImportJob.Source {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** @param row as it stands in the table, under its own headings */
  record Offer(Row row, Stated stated) {}

  TableSource {
    offers = List.copyOf(offers);
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Optional<ImportJob.Original> original() {
    return Optional.of(new ImportJob.Original(file, sha256));
  }

  @Override
  public void each(ImportJob.Sink sink) throws IOException {
    for (Offer offer : offers) {
      sink.take(material(offer));
    }
  }

  private ImportStage.Material material(Offer o) {
    byte[] body = JSON.writeValueAsBytes(new TreeMap<>(o.row().cells()));
    Stated s = o.stated();
    URI url = s.url().orElseGet(() -> URI.create("urn:sha256:" + Sha256.hex(body)));
    Import.Source source = new Import.Source(String.valueOf(file.getFileName()), "第 " + o.row().line() + " 行", sha256);
    return new ImportStage.Material(
        url,
        s.at(),
        "application/json",
        body,
        Optional.of(StatedPage.html(s.offer().title(), s.offer().text())),
        s.offer().listing(),
        new Import(source, s.person().by(), s.person().device(), s.person().place(), now, s.promoter(), s.note()));
  }
}
