package cn.qingzheng.console.web;

import cn.qingzheng.casework.NightlyTask;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.console.schedule.NightWork;
import cn.qingzheng.console.schedule.TaskState;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The system administrator's page of what runs by itself: how each task went, run now, pause, stop, alarms. */
@Controller
class TaskController {
  private final Nights nights;

  TaskController(Nights nights) {
    this.nights = nights;
  }

  /** @param style CSS class of how the last run ended */
  record Row(TaskState task, String state, String style, boolean busy) {
    static Row of(TaskState t) {
      String state =
          t.running().isPresent() ? "正在运行"
              : t.waiting() ? "等待其他任务结束"
              : t.paused().isPresent() ? "已暂停" : t.on() ? "" : "未启用";
      return new Row(t, state, t.last().map(r -> style(r.outcome())).orElse("none"), t.running().isPresent() || t.waiting());
    }

    private static String style(NightlyTask.Outcome outcome) {
      return switch (outcome) {
        case DONE -> "clear";
        case ATTENTION -> "medium";
        case FAILED -> "high";
        case STOPPED -> "none";
      };
    }
  }

  @GetMapping("/system/tasks")
  String tasks(Model model) {
    model.addAttribute("rows", nights.work().map(w -> w.tasks().stream().map(Row::of).toList()).orElse(List.of()));
    model.addAttribute("alarms", nights.alarms());
    return "tasks";
  }

  private interface Act {
    void run(NightWork work, Officer by);
  }

  private String act(HttpServletRequest request, RedirectAttributes flash, String done, Act act) {
    try {
      act.run(nights.work().orElseThrow(() -> new Refusal("这次启动没有开启自动任务")), Signed.required(request));
      flash.addFlashAttribute("done", done);
    } catch (Refusal e) {
      flash.addFlashAttribute("problem", e.getMessage());
    }
    return "redirect:/system/tasks";
  }

  @PostMapping("/system/tasks/{name}/{act}")
  String act(@PathVariable("name") String name, @PathVariable("act") String act, HttpServletRequest request, RedirectAttributes flash) {
    return switch (act) {
      case "run" -> act(request, flash, "已开始运行，刷新本页查看结果。", (w, by) -> w.runNow(name, by));
      case "pause" -> act(request, flash, "已暂停，不再自动运行。", (w, by) -> w.pause(name, by));
      case "resume" -> act(request, flash, "已恢复，从下一次起自动运行。", (w, by) -> w.resume(name, by));
      case "stop" -> act(request, flash, "已要求停止，刷新本页查看结果。", (w, by) -> w.stop(name, by));
      default -> throw new NotFoundException();
    };
  }

  @PostMapping("/system/alarms/{id}")
  String acknowledge(
      @PathVariable("id") long id,
      @RequestParam(name = "why", defaultValue = "") String why,
      HttpServletRequest request,
      RedirectAttributes flash) {
    return act(request, flash, "已确认，首页不再显示。", (w, by) -> w.acknowledge(id, why, by));
  }
}
