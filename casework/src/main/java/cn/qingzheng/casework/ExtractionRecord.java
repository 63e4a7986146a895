package cn.qingzheng.casework;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an extraction record (电子数据提取笔录) says of one evidence package.
 *
 * @param manifest SHA-256 of the sealed package's manifest; absent while it is being sealed
 */
public record ExtractionRecord(
    String evidenceId, String caseId, People people, Web web, Machine machine, Course course, List<File> files,
    Optional<String> manifest) {
  public ExtractionRecord {
    Objects.requireNonNull(evidenceId);
    Objects.requireNonNull(caseId);
    files = List.copyOf(files);
    Objects.requireNonNull(manifest);
  }

  /**
   * @param officers two or more, or none: then there are lines to be filled in by hand
   * @param place where it was done; empty for a line to fill in
   * @param party whom it is about, as far as known
   * @param witness empty for a line to fill in
   */
  public record People(List<Signer> officers, String place, String party, String witness) {
    public People {
      officers = List.copyOf(officers);
      if (officers.size() == 1 || officers.stream().map(Signer::number).distinct().count() != officers.size()) {
        throw new Refusal("提取人应为两名以上不同的执法人员，现有：" + officers + " – 请写两次 --officer 姓名:证号");
      }
    }
  }

  /** @param number of the enforcement certificate */
  public record Signer(String name, String number) {
    public Signer {
      if (name.isBlank() || number.isBlank()) {
        throw new Refusal("提取人应写明姓名和执法证号，例如 --officer 张三:370200001");
      }
    }

    @Override
    public String toString() {
      return name + "（" + number + "）";
    }
  }

  /** @param server address that answered, and what is known of its certificate */
  public record Web(String url, String title, String server, int status, long length) {}

  /**
   * @param system and Java
   * @param tools each with version and hash
   * @param network connections that were made, each with the address its name was resolved to
   * @param clock how it was compared
   */
  public record Machine(String system, List<String> tools, List<String> network, String clock) {
    public Machine {
      tools = List.copyOf(tools);
      network = List.copyOf(network);
    }
  }

  /**
   * @param recaptured when the page was opened again, and with what browser; or why it was not
   * @param hits how many quotes
   * @param checks what the self-check came to
   * @param signed with what the package was signed, in Chinese
   */
  public record Course(
      Instant requested, Again recaptured, int hits, String checks, Instant sealed, String signed) {}

  /** @param at absent if it was not opened again */
  public record Again(Optional<Instant> at, String browserOrReason) {}

  /** @param path inside the package */
  public record File(String path, long bytes, String sha256, String sm3) {}
}
