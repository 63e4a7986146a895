package cn.qingzheng.crawler.robots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import crawlercommons.robots.ParserByWayOfQingzheng;
import crawlercommons.robots.SimpleRobotRulesParser;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** crawler-commons' own cases of robots.txt, answered by this program's reading instead of the library's alone. */
class LibraryCasesTest {
  /** The same cases with the other parser's name, which is as long and therefore needs no more than other bytes. */
  private static Class<?> renamed(String name) throws IOException, IllegalAccessException {
    String from = SimpleRobotRulesParser.class.getSimpleName();
    String to = ParserByWayOfQingzheng.class.getSimpleName();
    assertEquals(from.length(), to.length());
    try (InputStream in = SimpleRobotRulesParser.class.getResourceAsStream(name + ".class")) {
      String bytes = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).replace(from, to);
      return MethodHandles.privateLookupIn(ParserByWayOfQingzheng.class, MethodHandles.lookup())
          .defineClass(bytes.getBytes(StandardCharsets.ISO_8859_1));
    }
  }

  @Test
  void the_cases_of_the_library_hold_for_the_program() throws Exception {
    renamed("SimpleRobotRulesParserTest$1");
    List<Class<?>> cases = List.of(renamed("SimpleRobotRulesParserTest"), renamed("GoogleRobotsTxtTest"));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request().selectors(cases.stream().map(c -> selectClass(c)).toList()).build();
    SummaryGeneratingListener summary = new SummaryGeneratingListener();
    LauncherFactory.create().execute(request, summary);
    List<String> failed =
        summary.getSummary().getFailures().stream().map(f -> f.getTestIdentifier().getDisplayName() + ": " + f.getException()).toList();
    assertEquals(List.of(), failed);
    assertTrue(summary.getSummary().getTestsSucceededCount() > 200, () -> summary.getSummary().getTestsSucceededCount() + " cases");
    assertTrue(ParserByWayOfQingzheng.FILES.get() > 140 && ParserByWayOfQingzheng.ASKED.get() > 140,
        () -> ParserByWayOfQingzheng.FILES + " files, asked " + ParserByWayOfQingzheng.ASKED);
  }
}
