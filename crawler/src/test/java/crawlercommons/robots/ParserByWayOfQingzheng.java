package crawlercommons.robots;

import cn.qingzheng.crawler.robots.ProgramRules;
import java.net.URI;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands where crawler-commons' own tests name their parser (a name as long, see {@code LibraryCasesTest}): rules for one
 * product token are read and asked as this program does it. Several tokens, and parts of tokens, it never looks for.
 */
public class ParserByWayOfQingzheng extends SimpleRobotRulesParser {
  /** Files read in the program's way, and addresses asked. */
  public static final AtomicInteger FILES = new AtomicInteger();

  public static final AtomicInteger ASKED = new AtomicInteger();

  private static final long serialVersionUID = 1;

  public ParserByWayOfQingzheng() {}

  public ParserByWayOfQingzheng(long maxCrawlDelay, int maxWarnings) {
    super(maxCrawlDelay, maxWarnings);
  }

  @Override
  public SimpleRobotRules parseContent(String url, byte[] content, String contentType, Collection<String> names) {
    SimpleRobotRules read = super.parseContent(url, content, contentType, names);
    if (names.size() != 1 || !isExactUserAgentMatching() || getClass() != ParserByWayOfQingzheng.class) {
      return read;
    }
    FILES.incrementAndGet();
    return new Asked(read, ProgramRules.parse(URI.create(url), content, names.iterator().next()));
  }

  /** What the library read, but what is allowed is the program's answer. */
  private static final class Asked extends SimpleRobotRules {
    private static final long serialVersionUID = 1;

    private final transient ProgramRules program;

    Asked(SimpleRobotRules read, ProgramRules program) {
      super(read._mode);
      this.program = program;
      _rules.addAll(read.getRobotRules());
      setCrawlDelay(read.getCrawlDelay());
      setDeferVisits(read.isDeferVisits());
      program.sitemaps().forEach(this::addSitemap);
    }

    @Override
    public boolean isAllowed(String url) {
      Optional<Boolean> answer = program.allows(url);
      answer.ifPresent(a -> ASKED.incrementAndGet());
      return answer.orElseGet(() -> super.isAllowed(url));
    }
  }
}
