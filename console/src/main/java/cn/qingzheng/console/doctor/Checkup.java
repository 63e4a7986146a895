package cn.qingzheng.console.doctor;

import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.crawler.browser.Browser;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The checks of {@code doctor}, each tried and not guessed. */
public final class Checkup {
  /** No machine that runs this program can be before it. */
  private static final Instant WRITTEN = Instant.parse("2026-11-23T00:00:00Z");

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX").withZone(ZoneId.of("Asia/Shanghai"));

  private Checkup() {}

  /**
   * @param name of the part, in Chinese
   * @param found what is there, or that it is not
   * @param consequence what does not work without it and what to do; said only if it is not good
   */
  public record Check(String name, boolean good, String found, String consequence) {}

  /** @param wordlists the folder of rule packs */
  public static List<Check> run(Path wordlists, Clock clock) {
    List<Check> checks = new ArrayList<>();
    checks.add(new Check("JDK", true, System.getProperty("java.vendor") + " " + Runtime.version(), ""));
    checks.add(database(clock));
    checks.add(wordlists(wordlists));
    checks.addAll(forPictures());
    Instant now = clock.instant();
    checks.add(new Check("时钟", now.isAfter(WRITTEN), TIME.format(now), "系统时间早于程序发布日，证据时间不可信；请校时"));
    return checks;
  }

  /** Chromium and a Chinese font: what pictures need, and nothing else does. */
  public static List<Check> forPictures() {
    Optional<Path> chromium = Browser.find();
    Optional<String> font = chineseFont();
    return List.of(
        new Check("Chromium", chromium.isPresent(), chromium.map(Path::toString).orElse("未安装"),
            "没有截图，由脚本生成文字的页面只能计数；可运行 ./qingzheng doctor --install"),
        new Check("中文字体", font.isPresent(), font.orElse("未找到"),
            "截图中的中文显示为方框；可运行 ./qingzheng doctor --install（公文字体随程序提供，不受影响）"));
  }

  private static Check database(Clock clock) {
    try {
      Path folder = Files.createTempDirectory("qingzheng-doctor");
      try (Casebook casebook = Casebook.open(folder.resolve("check.db"), clock)) {
        return new Check("数据库", casebook.verifyAudit() instanceof AuditVerdict.Intact, "SQLite 可读写", "台账无法记录");
      } finally {
        delete(folder);
      }
    } catch (IOException | RuntimeException | UnsatisfiedLinkError e) {
      return new Check("数据库", false, "SQLite 不可用：" + e.getMessage(), "台账无法记录；请检查临时目录可写、可执行");
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  private static Check wordlists(Path folder) {
    Problems problems = new Problems();
    boolean good = AnalyzerSetup.load(folder, Optional.empty(), false, problems).isPresent();
    String errors = problems.list().stream().map(Problem::toString).collect(Collectors.joining("\n       "));
    return new Check("规则包", good, good ? "全部可读" : problems.list().size() + " 处错误", "scan 和 analyze 不能开始\n       " + errors);
  }

  private static Optional<String> chineseFont() {
    try {
      Process list = new ProcessBuilder("fc-list", ":lang=zh-cn", "family").redirectErrorStream(true).start();
      String names = new String(list.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return list.waitFor() == 0 ? names.lines().findFirst() : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
