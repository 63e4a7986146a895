package cn.qingzheng.console.command;

import cn.qingzheng.analyzer.Analyzer;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.AnalyzerSetup;
import cn.qingzheng.console.scan.CaseStandings;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.IndexUnavailableException;
import cn.qingzheng.index.Piece;
import cn.qingzheng.index.SearchHit;
import cn.qingzheng.index.SearchRequest;
import cn.qingzheng.index.SearchResult;
import cn.qingzheng.model.Problems;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "search",
    description = {
      "检索采集到的页面。搜 包过 也能找到写成 包 過、堡过 的页面。",
      "可写：多个词（同时出现）、\"短语\"、-不含、OR、域名:、规则:、结论:、严重:、写法:、平台:、机构:、地区:、状态:、时间:2026-11.."
    })
final class SearchCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(ZoneId.of("Asia/Shanghai"));

  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Spec CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "QUERY", description = "检索式")
  private List<String> query;

  @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "最多显示多少条（1–200，默认 20）")
  private int limit;

  @Option(names = "--all", description = "同文的页面逐一列出，默认只列第一个")
  private boolean all;

  @Option(names = "--newest", description = "按采集时间排序，默认按相关度")
  private boolean newest;

  @Override
  public Integer call() {
    if (limit < 1 || limit > SearchRequest.MOST_HITS) {
      throw CommandException.usage("--limit 应为 1 到 " + SearchRequest.MOST_HITS + "，现为：" + limit);
    }
    // Unknown words that begin with - are taken as 不含, but two dashes are an option that does not exist.
    query.stream().filter(q -> q.startsWith("--")).findFirst().ifPresent(q -> {
      throw CommandException.usage("不认识的参数：" + TerminalText.safe(q) + " – 用法见 qingzheng search --help");
    });
    Home folder = home.existing();
    Problems problems = new Problems();
    Optional<Analyzer> analyzer =
        AnalyzerSetup.load(Installation.root().resolve("wordlists"), Optional.empty(), false, problems);
    problems.throwIfAny();
    Config config = Config.load(folder.settings(), problems);
    problems.throwIfAny();
    try (Casebook casebook = Casebooks.open(folder, config, Clock.systemUTC());
        EvidenceIndex index =
            EvidenceIndex.openReadOnly(folder.index(), analyzer.orElseThrow().folding(), new CaseStandings(casebook))) {
      SearchRequest.Order order = newest ? SearchRequest.Order.NEWEST : SearchRequest.Order.RELEVANCE;
      print(index.search(new SearchRequest(String.join(" ", query), Map.of(), 0, limit, order, !all, false)));
    } catch (IndexUnavailableException e) {
      throw CommandException.usage(e.getMessage());
    }
    return ExitCode.DONE;
  }

  private void print(SearchResult result) {
    PrintWriter out = spec.commandLine().getOut();
    result.hints().forEach(hint -> out.println("提示：" + TerminalText.safe(hint)));
    int n = 0;
    for (SearchHit hit : result.hits()) {
      n++;
      out.println(n + ". " + text(hit.title()) + "  [" + hit.verdict().outcome().label() + "]");
      out.println("   " + TerminalText.safe(hit.source().url()) + "  采集于 " + TIME.format(hit.source().at()));
      out.println("   " + text(hit.snippet()));
      notes(hit).ifPresent(note -> out.println("   " + note));
    }
    if (n == 0) {
      out.println("没有找到符合的页面。");
      return;
    }
    boolean folded = result.hits().stream().anyMatch(h -> h.others().folded() > 0);
    out.println("共 " + result.total() + " 页" + (result.total() > n ? "，显示前 " + n + " 页" : "")
        + "。" + (folded ? "同文的只列第一个，--all 逐一列出。" : ""));
  }

  private static Optional<String> notes(SearchHit hit) {
    List<String> notes = new ArrayList<>();
    if (hit.others().folded() > 0) {
      notes.add("另有 " + hit.others().folded() + " 处同文");
    }
    if (hit.others().newer()) {
      notes.add("这是较早的采集，网页后来变了");
    }
    return notes.isEmpty() ? Optional.empty() : Optional.of(String.join("；", notes));
  }

  private static String text(List<Piece> pieces) {
    return pieces.stream()
        .map(p -> p.marked() ? "【" + TerminalText.safe(p.text()) + "】" : TerminalText.safe(p.text().replace('\n', ' ')))
        .collect(Collectors.joining());
  }
}
