package cn.qingzheng.console.web;

import cn.qingzheng.casework.ConnectorDecision;
import cn.qingzheng.casework.ConnectorDecisions;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.FixtureCheck;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.ProblemsException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What scans go by: the list of institutions, and connectors, which people let run or stop. */
@Controller
class SourceController {
  private final SourceRoom sources;
  private final ConnectorDecisions decisions;

  SourceController(Office office) {
    this.sources = office.sources();
    this.decisions = new ConnectorDecisions(office.casebook());
  }

  /** @param idle why it does not run, in Chinese */
  record Row(Connector connector, Optional<String> idle, Optional<ConnectorDecision> last) {}

  /** @param sample what its rules find on the saved pages, in Chinese */
  record Sample(String summary, List<String> titles, List<String> differences) {}

  @GetMapping("/sources")
  String list(Model model) {
    try {
      SeedPlan plan = sources.plan();
      var last = decisions.last();
      model.addAttribute("seeds", plan.seeds());
      model.addAttribute(
          "connectors",
          plan.connectors().stream().map(c -> new Row(c, idle(c), Optional.ofNullable(last.get(c.id())))).toList());
    } catch (ProblemsException e) {
      model.addAttribute("wrong", e.getMessage());
    }
    return "sources";
  }

  private Optional<String> idle(Connector c) {
    return c.idle().or(() -> sources.stopped(c));
  }

  private Connector known(String id) {
    return sources.plan().connectors().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow(NotFoundException::new);
  }

  @GetMapping("/sources/{id}")
  String one(@PathVariable("id") String id, Model model) {
    Connector c = known(id);
    FixtureCheck.Result result = FixtureCheck.run(c);
    String summary = result.pages() == 0 ? "没有样本" : result.pages() + " 页 " + result.items() + " 条，" + (result.passed() ? "与应取到的一致" : "与应取到的不一致");
    List<String> titles = result.results().stream().flatMap(r -> r.items().stream()).map(i -> i.field("title")).limit(20).toList();
    model.addAttribute("c", c);
    model.addAttribute("idle", idle(c));
    model.addAttribute("sample", new Sample(summary, titles, result.differences()));
    model.addAttribute("history", decisions.of(id).reversed());
    return "connector";
  }

  @PostMapping("/sources/{id}")
  String decide(
      @PathVariable("id") String id,
      @RequestParam("act") ConnectorDecision.Act act,
      @RequestParam("seen") String seen,
      @RequestParam("reason") String reason,
      HttpServletRequest request,
      RedirectAttributes flash) {
    Connector c = known(id);
    try {
      if (!c.fingerprint().equals(seen)) {
        throw new Refusal("连接器的内容刚有改动：请重看后再决定");
      }
      decisions.decide(id, seen, act, Signed.required(request).number(), reason);
      flash.addFlashAttribute("done", "已" + act.label() + "“" + c.name() + "”，下次扫描起生效。");
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/sources/" + Shown.segment(id);
  }
}
