package cn.qingzheng.console.web;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The system administrator's page: how the program runs, without any case. */
@Controller
class SystemController {
  private final ConsoleData data;

  SystemController(ConsoleData data) {
    this.data = data;
  }

  @GetMapping("/system")
  String system(Model model) {
    model.addAttribute("scan", data.lastScan());
    model.addAttribute("schedule", data.schedule());
    model.addAttribute("missing", data.missing());
    return "system";
  }
}
