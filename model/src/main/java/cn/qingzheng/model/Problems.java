package cn.qingzheng.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects every mistake of the operator before anything starts, so that all are shown at once.
 * Not safe for several threads: loading is done by one.
 */
public final class Problems {
  private final List<Problem> all = new ArrayList<>();

  public void add(String source, int line, String wrong, String advice) {
    all.add(new Problem(source, line, wrong, advice));
  }

  public void add(Problem problem) {
    all.add(problem);
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** A copy, in the order found. */
  public List<Problem> list() {
    return List.copyOf(all);
  }

  /**
   * Ends the loading if there is any mistake.
   *
   * @throws ProblemsException with all of them
   */
  public void throwIfAny() {
    if (!all.isEmpty()) {
      throw new ProblemsException(list());
    }
  }
}
