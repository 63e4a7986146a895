package cn.qingzheng.casework;

import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes extraction records as DOCX and PDF/A. */
public final class ExtractionRecords {
  static final String NAME = "extraction-record.yaml";

  private final ExtractionTemplate template;

  private ExtractionRecords(ExtractionTemplate template) {
    this.template = template;
  }

  /**
   * Reads and checks the texts.
   *
   * @param folder the operator's own {@code extraction-record.yaml} stands before the shipped one, if it is there
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public static ExtractionRecords load(Optional<Path> folder) {
    Problems problems = new Problems();
    Optional<ExtractionRecords> records = read(folder, problems);
    problems.throwIfAny();
    return records.orElseThrow();
  }

  static Optional<ExtractionRecords> read(Optional<Path> folder, Problems problems) {
    Optional<Path> own = folder.map(f -> f.resolve(NAME)).filter(Files::exists);
    Optional<YamlMap> yaml =
        own.isPresent() ? YamlMap.read(own.get(), problems) : YamlMap.parse("templates/" + NAME, shipped(), problems);
    return yaml.flatMap(y -> ExtractionTemplate.read(y, problems)).map(ExtractionRecords::new);
  }

  private static String shipped() {
    try (InputStream in = ExtractionRecords.class.getResourceAsStream("/templates/" + NAME)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Bytes by file name: {@code 电子数据提取笔录.docx} and {@code .pdf}. */
  public Map<String, byte[]> write(ExtractionRecord record) throws IOException {
    LegalPage page = ExtractionSheet.page(record, template);
    Map<String, byte[]> written = new LinkedHashMap<>();
    written.put(template.text("title") + ".docx", bytes(file -> DocxWriter.write(page, file)));
    written.put(template.text("title") + ".pdf", bytes(file -> PdfWriter.write(page, file)));
    return written;
  }

  private interface Writer {
    void to(Path file) throws IOException;
  }

  private static byte[] bytes(Writer writer) throws IOException {
    Path file = Files.createTempFile("extraction", ".tmp");
    try {
      writer.to(file);
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }
}
