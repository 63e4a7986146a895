package cn.qingzheng.console.imports;

import cn.qingzheng.console.scan.ImportJob;
import cn.qingzheng.crawler.ImportStage;
import cn.qingzheng.crawler.archive.Sha256;
import cn.qingzheng.crawler.archive.WarcPages;
import cn.qingzheng.crawler.frontier.CanonicalUrl;
import cn.qingzheng.crawler.page.Mhtml;
import cn.qingzheng.crawler.page.PdfText;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file and what is stated of it.
 *
 * @param now when it is handed in
 */
record FileSource(Path file, Medium medium, Stated stated, Instant now) implements ImportJob.Source {
  /** What browsers write into the pages that they save; the number is the length of the address. */
  private static final Pattern SAVED_FROM = Pattern.compile("<!--\\s*saved from url=\\(\\d+\\)(\\S+)\\s*-->");

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public Optional<ImportJob.Original> original() {
    return Optional.empty();
  }

  @Override
  public void each(ImportJob.Sink sink) throws IOException {
    if (medium == Medium.WARC) {
      warc(sink);
      return;
    }
    byte[] body = Files.readAllBytes(file);
    Import.Source source = new Import.Source(String.valueOf(file.getFileName()), "", Sha256.hex(body));
    switch (medium) {
      case PDF -> pdf(body, source, sink);
      case PNG, JPEG, GIF, WEBP, BMP -> sink.take(material(body, source, Optional.of(statedPage())));
      case HTML, TEXT, MHTML, WARC -> sink.take(material(body, source, Optional.empty()));
    }
  }

  private void pdf(byte[] body, Import.Source source, ImportJob.Sink sink) throws IOException {
    PdfText.Read read = PdfText.html(body);
    boolean said = !stated.offer().text().isEmpty();
    sink.take(material(body, source, Optional.of(read.empty() && said ? statedPage() : read.html())));
    if (read.empty() && !said) {
      throw new IOException("没有可读的文字（可能是扫描件），原件已存档；请人工查看，或在登记表的 text 列写出文字后再导入");
    }
    if (read.cut()) {
      throw new IOException("页数或文字过多，只读了前一部分；原件已存档");
    }
  }

  private byte[] statedPage() {
    return StatedPage.html(stated.offer().title(), stated.offer().text());
  }

  private ImportStage.Material material(byte[] body, Import.Source source, Optional<byte[]> readable) {
    URI url = stated.url().or(() -> own(body)).orElseGet(() -> URI.create("urn:sha256:" + source.sha256()));
    return new ImportStage.Material(
        url, stated.at(), medium.type(), body, readable, stated.offer().listing(), origin(source));
  }

  private Import origin(Import.Source source) {
    Stated.Person p = stated.person();
    return new Import(source, p.by(), p.device(), p.place(), now, stated.promoter(), stated.note());
  }

  private Optional<URI> own(byte[] body) {
    return address(medium, body);
  }

  /** The address that a saved page says it was saved from. */
  static Optional<URI> address(Medium medium, byte[] body) {
    return switch (medium) {
      case MHTML -> Mhtml.parse(body).flatMap(m -> m.main().location()).flatMap(u -> CanonicalUrl.of(u.toString()));
      case HTML -> {
        Matcher m = SAVED_FROM.matcher(new String(body, 0, Math.min(body.length, 4096), StandardCharsets.ISO_8859_1));
        yield m.find() ? CanonicalUrl.of(m.group(1)) : Optional.empty();
      }
      default -> Optional.empty();
    };
  }

  /** Addresses and times stand in the records themselves. */
  private void warc(ImportJob.Sink sink) throws IOException {
    String sha256 = Sha256.hex(file);
    WarcPages.Summary summary;
    try {
      summary = WarcPages.readRecords(file, found -> record(found, sha256, sink));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (summary.records() == 0 || summary.bad() > 0) {
      throw new IOException("读出 " + summary.records() + " 条记录，另有 " + summary.bad() + " 处损坏无法读取");
    }
    if (summary.pages() == 0) {
      throw new IOException("其中没有网页");
    }
  }

  private void record(WarcPages.Found found, String sha256, ImportJob.Sink sink) {
    Capture capture = found.capture();
    Import.Source source = new Import.Source(String.valueOf(file.getFileName()), capture.id(), sha256);
    URI url = CanonicalUrl.of(capture.url().toString()).orElse(capture.url());
    try {
      sink.take(
          new ImportStage.Material(
              url, capture.at(), capture.exchange().header("Content-Type").orElse("text/html"), found.body(),
              Optional.empty(), stated.offer().listing(), origin(source), Optional.of(found.record())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
