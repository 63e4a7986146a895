package cn.qingzheng.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Runs checks one after the other; whatever a hostile file makes one of them do costs only that one. */
final class Checks {
  private static final int MAX_SHOWN = 200;

  private final List<VerificationReport.Check> done = new ArrayList<>();

  /** What one check looks at. */
  @FunctionalInterface
  interface Step {
    void look(Findings findings) throws IOException;
  }

  /** What one check found. */
  static final class Findings {
    private final List<String> problems = new ArrayList<>();
    private String detail = "";
    private boolean absent;
    private int untold;

    /** @param text in Chinese, naming the file; from here on the check has failed */
    void problem(String text) {
      if (problems.size() < Limits.PROBLEMS) {
        problems.add(text);
      } else {
        untold++;
      }
    }

    void problems(List<String> texts) {
      texts.forEach(this::problem);
    }

    void require(boolean holds, String otherwise) {
      if (!holds) {
        problem(otherwise);
      }
    }

    void detail(String text) {
      detail = text;
    }

    /** The part is optional and not there. */
    void notPresent() {
      absent = true;
    }

    private VerificationReport.Check check(String id, String name) {
      if (untold > 0) {
        problems.add("另有 " + untold + " 个问题");
      }
      VerificationReport.State state =
          !problems.isEmpty()
              ? VerificationReport.State.FAILED
              : absent ? VerificationReport.State.NOT_PRESENT : VerificationReport.State.OK;
      return new VerificationReport.Check(id, name, state, detail, problems);
    }
  }

  void run(String id, String name, Step step) {
    Findings findings = new Findings();
    try {
      step.look(findings);
    } catch (IOException | RuntimeException e) {
      findings.problem("无法检查：" + printable(e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
    } catch (StackOverflowError | OutOfMemoryError e) {
      // Only a file made to exhaust the reader gets here, in spite of the limits; the verdict is what it deserves.
      findings.problem("无法检查：内容过大或嵌套过深");
    }
    done.add(findings.check(id, name));
  }

  List<VerificationReport.Check> done() {
    return List.copyOf(done);
  }

  /** Text out of a hostile file, safe to print: one line, no control or direction characters, not long. */
  static String printable(String text) {
    String safe = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\x{2028}\\x{2029}]", "\uFFFD");
    return safe.length() <= MAX_SHOWN ? safe : safe.substring(0, MAX_SHOWN) + "…";
  }
}
