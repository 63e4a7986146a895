package cn.qingzheng.console.web;

import cn.qingzheng.casework.QueueFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The queue as an address: the whole state of the page.
 *
 * @param whose number of an officer, {@value #ME} for who asks, {@value #NOBODY} for what is nobody's, empty for all
 * @param region code or its beginning, {@value #NOBODY} for what belongs nowhere
 * @param page from 1
 */
record DeskAddress(QueueFilter.Stage stage, String whose, String region, String rule, String platform, String tag, int page) {
  static final String ME = "me";
  static final String NOBODY = "none";
  private static final int LONGEST = 200;

  /** Reads an address; what does not belong there is passed over. */
  static DeskAddress of(Map<String, String[]> parameters) {
    String page = one(parameters, "page");
    QueueFilter.Stage stage =
        Arrays.stream(QueueFilter.Stage.values()).filter(s -> s.name().equals(one(parameters, "stage"))).findFirst()
            .orElse(QueueFilter.Stage.UNDECIDED);
    String region = one(parameters, "region");
    return new DeskAddress(
        stage, one(parameters, "whose"), region.matches("\\d{1,6}|" + NOBODY) ? region : "", one(parameters, "rule"),
        one(parameters, "platform"), one(parameters, "tag"), page.matches("[1-9]\\d{0,4}") ? Integer.parseInt(page) : 1);
  }

  private static String one(Map<String, String[]> parameters, String name) {
    String[] values = parameters.getOrDefault(name, new String[0]);
    return values.length == 0 || values[0].length() > LONGEST ? "" : values[0];
  }

  /** @param me number of who asks */
  QueueFilter filter(String me) {
    return QueueFilter.of(stage)
        .whose(whose.isEmpty() ? Optional.empty() : Optional.of(whose.equals(ME) ? me : whose.equals(NOBODY) ? "" : whose))
        .region(region.isEmpty() ? Optional.empty() : Optional.of(region.equals(NOBODY) ? "" : region))
        .rule(asked(rule))
        .platform(asked(platform))
        .tag(asked(tag));
  }

  private static Optional<String> asked(String value) {
    return value.isEmpty() ? Optional.empty() : Optional.of(value);
  }

  DeskAddress stage(QueueFilter.Stage value) {
    return new DeskAddress(value, whose, region, rule, platform, tag, 1);
  }

  DeskAddress whose(String value) {
    return new DeskAddress(stage, value, region, rule, platform, tag, 1);
  }

  DeskAddress region(String value) {
    return new DeskAddress(stage, whose, value, rule, platform, tag, 1);
  }

  DeskAddress rule(String value) {
    return new DeskAddress(stage, whose, region, value, platform, tag, 1);
  }

  DeskAddress platform(String value) {
    return new DeskAddress(stage, whose, region, rule, value, tag, 1);
  }

  DeskAddress tag(String value) {
    return new DeskAddress(stage, whose, region, rule, platform, value, 1);
  }

  DeskAddress onPage(int value) {
    return new DeskAddress(stage, whose, region, rule, platform, tag, value);
  }

  String path() {
    List<String> parts = new ArrayList<>();
    if (stage != QueueFilter.Stage.UNDECIDED) {
      parts.add("stage=" + stage.name());
    }
    part(parts, "whose", whose);
    part(parts, "region", region);
    part(parts, "rule", rule);
    part(parts, "platform", platform);
    part(parts, "tag", tag);
    if (page > 1) {
      parts.add("page=" + page);
    }
    return parts.isEmpty() ? "/desk" : "/desk?" + String.join("&", parts);
  }

  private static void part(List<String> parts, String name, String value) {
    if (!value.isEmpty()) {
      parts.add(name + "=" + Shown.segment(value));
    }
  }
}
