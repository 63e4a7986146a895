package cn.qingzheng.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How material came in that a person handed in, as that person states it. Nothing here was observed by the program
 * but the file and the time of the import.
 *
 * @param file as it was handed in, with the row if it is one of a table
 * @param place where it was seen: an app, an account, a street; empty if the address says it all
 * @param promoter who offers it, if that is known
 */
public record Import(
    Source file, String by, String device, String place, Instant importedAt, Optional<Body> promoter, String note) {
  /** The id of no seed: what captures that were handed in carry instead of one. */
  public static final String SEED = "import";

  public Import {
    Objects.requireNonNull(file);
    Objects.requireNonNull(by);
    Objects.requireNonNull(device);
    Objects.requireNonNull(place);
    Objects.requireNonNull(importedAt);
    Objects.requireNonNull(promoter);
    Objects.requireNonNull(note);
  }

  /**
   * @param name of the file without folders
   * @param part of it: a row or a record; empty for the whole
   * @param sha256 of the whole file, lower-case hex
   */
  public record Source(String name, String part, String sha256) {}

  /** @param creditCode 统一社会信用代码 if it is known */
  public record Body(String name, Optional<String> creditCode) {}
}
