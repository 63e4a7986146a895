package cn.qingzheng.model;

import java.util.List;
import java.util.stream.Collectors;

/** What the operator wrote cannot be used; the message has one line for each mistake. */
public final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient List<Problem> problems;

  public ProblemsException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  public List<Problem> problems() {
    return problems;
  }
}
