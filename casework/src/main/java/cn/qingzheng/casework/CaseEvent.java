package cn.qingzheng.casework;

import java.time.Instant;

/**
 * Something that happened in a case.
 *
 * @param who by name, or 系统
 * @param what in Chinese
 * @param detail reason, document or the like; empty if there is none
 */
public record CaseEvent(Instant at, Kind kind, String who, String what, String detail) {
  /** What sort of thing it is. */
  public enum Kind {
    CAPTURE("采集"),
    FINDING("发现"),
    DECISION("认定"),
    EVIDENCE("证据"),
    LETTER("函件"),
    REPLY("反馈"),
    RECHECK("复查"),
    DISPOSITION("处置"),
    WORK("办理");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }
}
