package cn.qingzheng.model;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A sealed evidence package.
 *
 * @param id for example {@code EV-20261123-000001}
 * @param file the zip
 * @param manifestSha256 SHA-256 of {@code manifest-sha256.txt}, lower-case hex: binds everything inside
 * @param manifestSm3 SM3 (GB/T 32905) of the same file
 */
public record EvidencePackage(String id, Path file, Instant sealedAt, String manifestSha256, String manifestSm3) {
  public EvidencePackage {
    Objects.requireNonNull(id);
    Objects.requireNonNull(file);
    Objects.requireNonNull(sealedAt);
    Objects.requireNonNull(manifestSha256);
    Objects.requireNonNull(manifestSm3);
  }
}
