package cn.qingzheng.casework;

/**
 * The organ in whose name a letter is written.
 *
 * @param name in full, for example {@code 某某市人力资源和社会保障局}
 * @param contact officer to ask
 * @param replyChannel how to answer, for example an official mailbox
 */
public record Issuer(String name, Kind kind, String contact, String phone, String replyChannel) {
  public enum Kind {
    /** 人力资源社会保障部门. */
    LABOUR,
    /** 市场监督管理部门. */
    MARKET_REGULATION
  }
}
