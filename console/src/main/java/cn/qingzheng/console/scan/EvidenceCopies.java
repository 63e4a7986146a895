package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ExtractionRecord;
import cn.qingzheng.casework.ExtractionRecords;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.evidence.EvidenceException;
import cn.qingzheng.evidence.SealedPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hands out what a sealed package holds. Every handing out stands in the audit log before anything is written: what is
 * not logged did not happen.
 */
public final class EvidenceCopies {
  private final Casebook casebook;
  private final String officer;

  /** @param officer who asks, as the audit log names officers */
  public EvidenceCopies(Casebook casebook, String officer) {
    this.casebook = casebook;
    this.officer = officer;
  }

  /**
   * Copies the original.
   *
   * @param reason required
   * @return the copy
   */
  public Path original(String evidenceId, String reason, Path folder) throws IOException, EvidenceException {
    StoredEvidence evidence = evidence(evidenceId);
    try (SealedPackage sealed = SealedPackage.open(evidence.sealed().file())) {
      Path copy = fresh(folder, evidenceId + ".zip");
      casebook.noteEvidence(evidenceId, "打开原件", officer, reason, "复制到 " + copy.toAbsolutePath() + "，" + sealed.manifestSha256());
      return Files.copy(evidence.sealed().file(), copy);
    }
  }

  /** Writes a copy without personal data. */
  public Path masked(String evidenceId, String reason, Path folder) throws IOException, EvidenceException {
    StoredEvidence evidence = evidence(evidenceId);
    try (SealedPackage sealed = SealedPackage.open(evidence.sealed().file())) {
      Path copy = fresh(folder, evidenceId + "-脱敏副本.zip");
      casebook.noteEvidence(evidenceId, "导出脱敏副本", officer, reason, copy.toAbsolutePath().toString());
      new MaskedCopy(sealed).write(evidenceId, copy);
      return copy;
    }
  }

  /** Writes the extraction record of a sealed package, for its officers to check and sign. */
  public List<Path> record(String evidenceId, ExtractionRecord.People people, ExtractionRecords records, Path folder)
      throws IOException, EvidenceException {
    StoredEvidence evidence = evidence(evidenceId);
    try (SealedPackage sealed = SealedPackage.open(evidence.sealed().file())) {
      ExtractionPapers papers = new ExtractionPapers(records, people, Optional.of(sealed.manifestSha256()));
      List<Path> written = new ArrayList<>();
      Map<String, byte[]> all = papers.write(sealed.files(), sealed);
      casebook.noteEvidence(
          evidenceId, "出具提取笔录", officer, "供提取人核对签名", "提取人 " + String.join("、", people.officers().stream().map(Object::toString).toList()));
      for (Map.Entry<String, byte[]> file : all.entrySet()) {
        written.add(Files.write(fresh(folder, evidenceId + "-" + file.getKey()), file.getValue()));
      }
      return written;
    }
  }

  private StoredEvidence evidence(String id) {
    return casebook.evidenceOf(id).orElseThrow(() -> new Refusal("没有证据包 " + id + "：请用 case show 查看编号"));
  }

  /** A copy that is there already is somebody's. */
  private static Path fresh(Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Path file = folder.resolve(name);
    if (Files.exists(file)) {
      throw new Refusal("已有文件 " + file + "：请换一个目录，或先移走它");
    }
    return file;
  }
}
