package cn.qingzheng.crawler.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChromiumsTest {
  @TempDir Path dir;

  @Test
  void the_first_in_the_path_is_found_if_it_can_be_run() throws Exception {
    Path a = Files.createDirectories(dir.resolve("a"));
    Path b = Files.createDirectories(dir.resolve("b"));
    Files.createFile(a.resolve("chromium"));
    Path good = Files.createFile(b.resolve("google-chrome"));
    assertTrue(good.toFile().setExecutable(true));
    assertEquals(Optional.of(good), Chromiums.find(Map.of("PATH", a + File.pathSeparator + File.pathSeparator + b)));
  }

  @Test
  void a_path_set_by_hand_counts_alone() throws Exception {
    Path mine = Files.createFile(dir.resolve("mine"));
    assertTrue(mine.toFile().setExecutable(true));
    assertEquals(Optional.of(mine), Chromiums.find(Map.of("QINGZHENG_CHROMIUM", mine.toString(), "PATH", "/usr/bin")));
    assertEquals(Optional.empty(), Chromiums.find(Map.of("QINGZHENG_CHROMIUM", dir.resolve("none").toString(), "PATH", "/usr/bin")));
  }
}
