package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseDesk;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.QueueFilter;
import cn.qingzheng.casework.QueueItem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The queue: open cases, the worst and oldest first. What is done with them is {@link DeskActs}. */
@Controller
class DeskController {
  static final int PAGE_SIZE = 30;

  /** At most so many cases in one act. */
  static final int MOST = 1000;

  private static final int AT_ONCE = 8;

  private final ConsoleData data;
  private final CaseDesk desk;

  DeskController(ConsoleData data, Office office) {
    this.data = data;
    this.desk = new CaseDesk(office.casebook());
  }

  record Choice(String label, long count, boolean chosen, String address) {}

  /** @param more those behind the first few */
  record ChoiceRow(String label, List<Choice> first, List<Choice> more) {}

  record Row(QueueItem item, String style, String evidence, List<String> rules) {}

  @GetMapping("/desk")
  String desk(HttpServletRequest request, Model model) {
    Officer me = Signed.required(request);
    DeskAddress asked = DeskAddress.of(request.getParameterMap());
    QueueFilter filter = asked.filter(me.number());
    // Before the list is read: what happens in between counts as unseen.
    CaseDesk.Stamp stamp = desk.stamp();
    long total = desk.count(filter);
    model.addAttribute("total", total);
    model.addAttribute("stamp", stamp.toString());
    model.addAttribute("asked", asked);
    model.addAttribute("rows", desk.list(filter, PAGE_SIZE, (asked.page() - 1) * PAGE_SIZE).stream().map(this::row).toList());
    model.addAttribute("choices", choices(asked, me));
    model.addAttribute("colleagues", desk.colleagues());
    model.addAttribute("allOfThem", total > PAGE_SIZE && total <= MOST);
    model.addAttribute("tooMany", total > MOST);
    model.addAttribute("most", MOST);
    model.addAttribute("pager", Pager.of(total, PAGE_SIZE, asked.page(), 10_000, n -> asked.onPage(n).path()));
    return "desk";
  }

  private Row row(QueueItem item) {
    String evidence = item.newest()
        .map(f -> "/pages/" + Shown.segment(f.finding().seen().captureId()) + "#" + MarkedText.anchor(f.finding().hit().match().span().start()))
        .orElse("/cases/" + Shown.segment(item.file().id()));
    return new Row(item, Styles.of(item.worst()), evidence, item.rules().stream().map(data::ruleName).toList());
  }

  private List<ChoiceRow> choices(DeskAddress a, Officer me) {
    List<ChoiceRow> rows = new ArrayList<>();
    rows.add(new ChoiceRow("阶段", Arrays.stream(QueueFilter.Stage.values())
        .map(s -> new Choice(s.label(), desk.count(a.stage(s).filter(me.number())), s == a.stage(), a.stage(s).path())).toList(), List.of()));
    List<CaseDesk.Value> people = desk.people();
    long open = people.stream().mapToLong(CaseDesk.Value::count).sum();
    rows.add(whose(a, me, people, open));
    add(rows, open, "地区", desk.regions(), a.region(), v -> v.isEmpty() ? "未分配" : v, v -> a.region(v.isEmpty() ? DeskAddress.NOBODY : v));
    add(rows, open, "规则", desk.rules(), a.rule(), data::ruleName, a::rule);
    add(rows, open, "平台", desk.platforms(), a.platform(), v -> v, a::platform);
    add(rows, open, "标签", desk.tags(), a.tag(), v -> v, a::tag);
    return rows;
  }

  private ChoiceRow whose(DeskAddress a, Officer me, List<CaseDesk.Value> people, long open) {
    long mine = people.stream().filter(v -> v.value().equals(me.number())).mapToLong(CaseDesk.Value::count).sum();
    long nobodys = people.stream().filter(v -> v.value().isEmpty()).mapToLong(CaseDesk.Value::count).sum();
    List<Choice> first = List.of(
        new Choice("全部", open, a.whose().isEmpty(), a.whose("").path()),
        new Choice("我的", mine, a.whose().equals(DeskAddress.ME), a.whose(DeskAddress.ME).path()),
        new Choice("未分派", nobodys, a.whose().equals(DeskAddress.NOBODY), a.whose(DeskAddress.NOBODY).path()));
    var names = desk.colleagues().stream().collect(Collectors.toMap(Officer::number, Officer::name));
    List<Choice> others = people.stream()
        .filter(v -> !v.value().isEmpty() && !v.value().equals(me.number()))
        .map(v -> new Choice(names.getOrDefault(v.value(), v.value()), v.count(), a.whose().equals(v.value()), a.whose(v.value()).path()))
        .toList();
    return new ChoiceRow("经办", first, others);
  }

  private static void add(
      List<ChoiceRow> rows, long open, String label, List<CaseDesk.Value> values, String chosen, Function<String, String> shown,
      Function<String, DeskAddress> address) {
    if (values.isEmpty() && chosen.isEmpty()) {
      return;
    }
    List<Choice> all = new ArrayList<>();
    all.add(new Choice("全部", open, chosen.isEmpty(), address.apply("").path()));
    values.forEach(v -> {
      boolean on = v.value().isEmpty() ? chosen.equals(DeskAddress.NOBODY) : v.value().equals(chosen);
      all.add(new Choice(shown.apply(v.value()), v.count(), on, address.apply(v.value()).path()));
    });
    rows.add(new ChoiceRow(label, all.stream().limit(AT_ONCE).toList(), all.stream().skip(AT_ONCE).toList()));
  }
}
