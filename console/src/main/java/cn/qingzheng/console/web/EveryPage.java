package cn.qingzheng.console.web;

import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every template may use. */
@ControllerAdvice
class EveryPage {
  private final ConsoleData data;

  EveryPage(ConsoleData data) {
    this.data = data;
  }

  @ModelAttribute("shown")
  Shown shown() {
    return new Shown();
  }

  @ModelAttribute("organ")
  String organ() {
    return data.organ();
  }
}
