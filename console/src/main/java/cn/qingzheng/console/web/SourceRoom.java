package cn.qingzheng.console.web;

import cn.qingzheng.casework.Lead;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What scans go by: the list of institutions and the connectors. Both lie in files; what the console changes of them is
 * checked as a scan checks it and takes the old file's place whole, or not at all.
 */
public interface SourceRoom {
  /**
   * Seeds and connectors as their files say, without what people decided of connectors.
   *
   * @throws cn.qingzheng.model.ProblemsException with every mistake in them
   */
  SeedPlan plan();

  /** Why people do not let a connector run, in Chinese; empty if they do. */
  Optional<String> stopped(Connector connector);

  /**
   * Puts the address of a lead into the list of institutions.
   *
   * @return why it was not put in, in Chinese; empty if it was
   * @throws cn.qingzheng.model.ProblemsException with every mistake; nothing is written then
   */
  List<String> seed(Lead lead, String officer) throws IOException;
}
