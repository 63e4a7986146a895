package cn.qingzheng.console.scan;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.model.EvidencePackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where packages lie. One is made aside, filed in the casebook, then put in its place; {@link #tidy} ends what a
 * killed process began. So no package is unknown to the casebook, and none that it knows is missing.
 */
final class EvidenceShelf {
  private final Path folder;

  EvidenceShelf(Path folder) {
    this.folder = folder;
  }

  /** Where packages are made. */
  Path aside() {
    return folder.resolve("making");
  }

  /** A package as it will lie in its case's folder. */
  EvidencePackage placed(String caseId, EvidencePackage made) {
    Path file = folder.resolve(caseId).resolve(made.file().getFileName());
    return new EvidencePackage(made.id(), file, made.sealedAt(), made.manifestSha256(), made.manifestSm3());
  }

  /** Puts a package in its place that was made aside and is filed. */
  void put(EvidencePackage filed) throws IOException {
    Files.createDirectories(filed.file().getParent());
    Files.move(aside().resolve(filed.file().getFileName()), filed.file(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Puts in their place what was filed only, and removes what was made only. */
  void tidy(Casebook casebook) throws IOException {
    if (!Files.isDirectory(aside())) {
      return;
    }
    for (CaseFile file : casebook.cases()) {
      for (StoredEvidence e : casebook.evidence(file.id())) {
        if (Files.exists(aside().resolve(e.sealed().file().getFileName()))) {
          put(e.sealed());
        }
      }
    }
    List<Path> unknown;
    try (Stream<Path> left = Files.list(aside())) {
      unknown = left.toList();
    }
    for (Path file : unknown) {
      Files.delete(file);
    }
  }
}
