package cn.qingzheng.console.command;

import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Which seeds a home was scanned with. Whoever judges its pages anew needs the same: the seed says whose a page is,
 * and with others a finding of high risk would silently become one of an unknown promoter.
 */
final class ScannedSeeds {
  private ScannedSeeds() {}

  /** To be called when a scan begins. */
  static void remember(Home home, Path seeds) throws IOException {
    Files.writeString(home.seedsNote(), seeds.toAbsolutePath().normalize() + "\n");
  }

  /** The seeds named by the user, else those of the last scan, else those beside the program. */
  static Path of(Home home, Optional<Path> named, Path root) throws IOException {
    if (named.isPresent() || !Files.exists(home.seedsNote())) {
      return named.orElseGet(() -> root.resolve("seeds"));
    }
    Path last = Path.of(Files.readString(home.seedsNote()).strip());
    if (!Files.isDirectory(last)) {
      throw CommandException.usage("上次扫描所用的种子目录不在了：" + last + " – 请用 --seeds 指明它现在的位置");
    }
    return last;
  }
}
