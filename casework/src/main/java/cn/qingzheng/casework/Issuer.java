package cn.qingzheng.casework;

import java.util.Objects;

/**
 * The organ in whose name a letter is written.
 *
 * @param name in full, for example {@code 某某市人力资源和社会保障局}
 * @param word 机关代字 that begins its 文号, for example {@code 海人社}
 * @param contact officer to ask
 * @param replyChannel how to answer, for example an official mailbox
 */
public record Issuer(String name, Kind kind, Level level, String word, String contact, String phone, String replyChannel) {
  public Issuer {
    // Drafts of before the level was kept have neither: the least competent.
    level = Objects.requireNonNullElse(level, Level.COUNTY);
    word = Objects.requireNonNullElse(word, "");
  }

  public enum Kind {
    /** 人力资源社会保障部门. */
    LABOUR,
    /** 市场监督管理部门. */
    MARKET_REGULATION
  }

  public enum Level {
    PROVINCE("省级"),
    CITY("市级"),
    COUNTY("县级");

    private final String label;

    Level(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }

    /** By 行政区划代码 (GB/T 2260): 370000 is a province, 370200 a city; what is unknown has the least competence. */
    public static Level of(String region) {
      if (region.matches("[1-9]\\d0000")) {
        return PROVINCE;
      }
      return region.matches("[1-9]\\d(?!00)\\d{2}00") ? CITY : COUNTY;
    }
  }
}
