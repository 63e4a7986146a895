package cn.qingzheng.evidence;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a verification found.
 *
 * @param target what was verified, as given
 * @param evidenceId as the package says
 * @param manifestSha256 SHA-256 of its {@code manifest-sha256.txt}, lower-case hex: compare it with what was written
 *     down at sealing, for a package can be wholly replaced by another that holds together
 * @param manifestSm3 SM3 of the same file
 * @param checks in the order they ran, never empty
 */
public record VerificationReport(
    String target,
    Optional<String> evidenceId,
    Optional<String> manifestSha256,
    Optional<String> manifestSm3,
    List<Check> checks) {
  public VerificationReport {
    Objects.requireNonNull(target);
    Objects.requireNonNull(evidenceId);
    Objects.requireNonNull(manifestSha256);
    Objects.requireNonNull(manifestSm3);
    checks = List.copyOf(checks);
  }

  /** What came of one check. */
  public enum State {
    OK("通过"),
    FAILED("未通过"),
    /** An optional part that the package does not have. */
    NOT_PRESENT("没有");

    private final String label;

    State(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  /**
   * @param id stable, for example {@code manifest-sha256}
   * @param name in Chinese
   * @param detail what was looked at, in Chinese
   * @param problems each one naming the file, in Chinese; empty unless FAILED
   */
  public record Check(String id, String name, State state, String detail, List<String> problems) {
    public Check {
      Objects.requireNonNull(id);
      Objects.requireNonNull(name);
      Objects.requireNonNull(state);
      Objects.requireNonNull(detail);
      problems = List.copyOf(problems);
    }
  }

  /** Whether something was checked and nothing failed. */
  public boolean valid() {
    return checks.stream().anyMatch(c -> c.state() == State.OK)
        && checks.stream().noneMatch(c -> c.state() == State.FAILED);
  }

  /** Every problem of every failed check, {@code 检查名：问题}. */
  public List<String> failures() {
    List<String> all = new ArrayList<>();
    for (Check c : checks) {
      c.problems().forEach(p -> all.add(c.name() + "：" + p));
    }
    return all;
  }

  /** For people, in Chinese, with a line feed at the end. */
  public String text() {
    StringBuilder text = new StringBuilder("证据包核验：").append(target).append('\n');
    evidenceId.ifPresent(v -> text.append("编号：").append(v).append('\n'));
    manifestSha256.ifPresent(v -> text.append("manifest-sha256.txt 的 SHA-256：").append(v).append('\n'));
    manifestSm3.ifPresent(v -> text.append("manifest-sha256.txt 的 SM3：").append(v).append('\n'));
    for (Check c : checks) {
      text.append('[').append(c.state().label()).append("] ").append(c.name());
      text.append(c.detail().isEmpty() ? "" : "：" + c.detail()).append('\n');
      c.problems().forEach(p -> text.append("    ").append(p).append('\n'));
    }
    return text.append(verdict()).append('\n').toString();
  }

  /** The outcome in one Chinese sentence. */
  public String verdict() {
    return valid() ? "结论：核验通过，内容与封存时的清单一致" : "结论：核验未通过";
  }

  /** The same as one JSON object with a line feed at the end. */
  public String json() {
    ObjectNode root = Json.object().put("schema", SchemaIds.VERIFICATION).put("target", target);
    evidenceId.ifPresent(v -> root.put("evidenceId", v));
    manifestSha256.ifPresent(v -> root.put("manifestSha256", v));
    manifestSm3.ifPresent(v -> root.put("manifestSm3", v));
    root.put("valid", valid());
    ArrayNode array = root.putArray("checks");
    for (Check c : checks) {
      ObjectNode node = array.addObject().put("id", c.id()).put("name", c.name()).put("state", c.state().name());
      node.put("detail", c.detail()).set("problems", Json.strings(c.problems()));
    }
    return new String(Json.pretty(root), StandardCharsets.UTF_8);
  }
}
