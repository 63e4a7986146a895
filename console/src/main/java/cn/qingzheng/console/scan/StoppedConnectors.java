package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ConnectorDecision;
import cn.qingzheng.casework.ConnectorDecisions;
import cn.qingzheng.crawler.seed.Connector;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which connectors people do not let run. One that nobody decided of runs as its file says; one that was approved runs
 * as long as it is what was approved.
 */
public final class StoppedConnectors implements Function<Connector, Optional<String>> {
  private final Map<String, ConnectorDecision> last;

  public StoppedConnectors(Casebook casebook) {
    this.last = new ConnectorDecisions(casebook).last();
  }

  /** Why it may not run, in Chinese. */
  @Override
  public Optional<String> apply(Connector connector) {
    return Optional.ofNullable(last.get(connector.id())).flatMap(d -> why(d, connector));
  }

  private static Optional<String> why(ConnectorDecision d, Connector connector) {
    return switch (d.act()) {
      case SUSPENDED -> Optional.of(d.officer() + "已停用：" + d.reason());
      case APPROVED -> d.fingerprint().equals(connector.fingerprint())
          ? Optional.empty()
          : Optional.of(d.officer() + "准用之后内容有改动，须重新准用");
    };
  }
}
