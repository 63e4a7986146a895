package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ProgressTable;
import cn.qingzheng.casework.ProgressTables;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Letters;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which progress tables: of what days, of whom. */
final class TableOptions {
  @Option(names = {"--as-of", "--to"}, paramLabel = "DATE", description = "截至哪一天，如 2026-11-28；默认今天")
  private Optional<LocalDate> asOf = Optional.empty();

  @Option(names = "--from", paramLabel = "DATE", description = "只算从哪一天起新增的；不写为累计数")
  private Optional<LocalDate> from = Optional.empty();

  @Option(names = "--cities", description = "加上 report import 汇入的各地报表")
  private boolean cities;

  ProgressTable table(ProgressTables tables, Clock clock) {
    LocalDate day = asOf.orElseGet(() -> Days.today(clock));
    return from.map(first -> tables.between(first, day, cities))
        .orElseGet(() -> cities ? tables.rolledUp(day) : tables.asOf(day));
  }

  boolean cities() {
    return cities;
  }

  static ProgressTables tables(Casebook casebook, Home home) {
    return new ProgressTables(casebook, Letters.templates(home), HomeOptions.config(home).organ().place());
  }
}
