package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Screenshot;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What goes into one package.
 *
 * @param documents more files for the reader, by the name they get inside, for example
 *     {@code 电子数据提取笔录.pdf}; a name has no slash
 * @param custody what was done before sealing, in order of time; the builder adds capture, analysis, screenshot
 *     and sealing itself
 * @param papers documents that list the files
 */
public record EvidenceRequest(
    Identity identity,
    Material material,
    Picture picture,
    Map<String, Path> documents,
    Environment environment,
    List<CustodyEvent> custody,
    Papers papers) {
  public EvidenceRequest {
    Objects.requireNonNull(identity);
    Objects.requireNonNull(material);
    Objects.requireNonNull(picture);
    documents = Map.copyOf(documents);
    Objects.requireNonNull(environment);
    custody = List.copyOf(custody);
    Objects.requireNonNull(papers);
  }

  /** Without documents that list the files. */
  public EvidenceRequest(
      Identity identity, Material material, Picture picture, Map<String, Path> documents, Environment environment,
      List<CustodyEvent> custody) {
    this(identity, material, picture, documents, environment, custody, Papers.none());
  }

  /**
   * @param id of the package and its file name, letters, digits, {@code -} and {@code _},
   *     for example {@code EV-20261123-000001}
   * @param caseId the case it belongs to
   * @param organisation the bureau that seals
   */
  public record Identity(String id, String caseId, String organisation) {
    public Identity {
      if (!id.matches("[A-Za-z0-9][A-Za-z0-9_-]{0,79}")) {
        throw new IllegalArgumentException("evidence id should be 1 to 80 of A-Z a-z 0-9 - _, was: " + id);
      }
      Objects.requireNonNull(caseId);
      Objects.requireNonNull(organisation);
    }
  }

  /**
   * @param referred response records of earlier captures that {@code revisit} records of this capture refer to;
   *     empty if it has none
   * @param archive gives the bytes of all these records
   * @param recapture the page as it was when it was opened again for the package, if it was
   */
  public record Material(
      Capture capture,
      Page page,
      PageResult result,
      List<ArchivedRecord> referred,
      RecordBytes archive,
      Optional<Recapture> recapture) {
    public Material {
      Objects.requireNonNull(capture);
      Objects.requireNonNull(page);
      Objects.requireNonNull(result);
      referred = List.copyOf(referred);
      Objects.requireNonNull(archive);
      if (recapture.isPresent() && recapture.get().sightings().size() != result.hits().size()) {
        throw new IllegalArgumentException("every hit should have a sighting, was: " + recapture.get().sightings().size());
      }
    }

    /** For a page that was not opened again. */
    public Material(
        Capture capture, Page page, PageResult result, List<ArchivedRecord> referred, RecordBytes archive) {
      this(capture, page, result, referred, archive, Optional.empty());
    }

    /** For a capture whose answer was archived in full. */
    public Material(Capture capture, Page page, PageResult result, RecordBytes archive) {
      this(capture, page, result, List.of(), archive);
    }
  }

  /** Gives the exact bytes of a record's gzip member as they lie in the archive. */
  @FunctionalInterface
  public interface RecordBytes {
    byte[] read(ArchivedRecord archived) throws IOException;
  }

  /** The full-page screenshot, or why there is none. */
  public sealed interface Picture {
    record Taken(Screenshot screenshot) implements Picture {}

    /** @param reason in Chinese, for example {@code 本机未安装 Chromium} */
    record Missing(String reason) implements Picture {}

    static Picture of(Optional<Screenshot> screenshot, String reasonIfMissing) {
      return screenshot.<Picture>map(Taken::new).orElseGet(() -> new Missing(reasonIfMissing));
    }
  }

  /**
   * The machine and programs, so that the process can be repeated (法释〔2018〕16号第十一条).
   *
   * @param os name, version and architecture
   * @param java vendor and version
   * @param clockNote how the clock was checked, in Chinese, with the offset if known
   * @param rulePacks ids and versions
   */
  public record Environment(List<Tool> tools, String os, String java, String clockNote, List<String> rulePacks) {
    public Environment {
      tools = List.copyOf(tools);
      Objects.requireNonNull(os);
      Objects.requireNonNull(java);
      Objects.requireNonNull(clockNote);
      rulePacks = List.copyOf(rulePacks);
    }

    /** With the system and Java that run this. */
    public static Environment ofThisMachine(List<Tool> tools, String clockNote, List<String> rulePacks) {
      return new Environment(
          tools,
          property("os.name") + " " + property("os.version") + " " + property("os.arch"),
          property("java.vendor") + " " + property("java.runtime.version"),
          clockNote,
          rulePacks);
    }

    private static String property(String name) {
      return System.getProperty(name, "?");
    }
  }

  /** @param sha256 of the program file, lower-case hex, if known */
  public record Tool(String name, String version, Optional<String> sha256) {
    public Tool {
      Objects.requireNonNull(name);
      Objects.requireNonNull(version);
      Objects.requireNonNull(sha256);
    }
  }
}
