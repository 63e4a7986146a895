package cn.qingzheng.console.web;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;

/** CSS classes for what is judged. Each also shows its word, so that colour alone says nothing. */
final class Styles {
  private Styles() {}

  static String of(Outcome outcome) {
    return switch (outcome) {
      case HIGH_RISK -> "high";
      case REVIEW -> "medium";
      case MENTION -> "low";
      case CLEAR -> "clear";
      case INSUFFICIENT -> "none";
    };
  }

  static String of(Severity severity) {
    return switch (severity) {
      case HIGH -> "high";
      case MEDIUM -> "medium";
      case LOW -> "low";
      case NONE -> "none";
    };
  }
}
