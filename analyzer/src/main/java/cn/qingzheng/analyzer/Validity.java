package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.model.Problems;
import java.time.LocalDate;
import java.util.Optional;

/** The days on which something holds, both included; an absent bound is open. */
record Validity(Optional<LocalDate> from, Optional<LocalDate> to) {
  static final Validity ALWAYS = new Validity(Optional.empty(), Optional.empty());

  boolean includes(LocalDate day) {
    return from.filter(day::isBefore).isEmpty() && to.filter(day::isAfter).isEmpty();
  }

  /** Reads {@code valid_from} and {@code valid_to}. */
  static Validity of(Row row, Problems problems) {
    Validity validity = new Validity(row.date("valid_from", problems), row.date("valid_to", problems));
    if (validity.reversed()) {
      row.problem(problems, "valid_to 早于 valid_from", "请改正日期");
    }
    return validity;
  }

  boolean reversed() {
    return from.isPresent() && to.isPresent() && to.get().isBefore(from.get());
  }
}
