package cn.qingzheng.console.command;

import cn.qingzheng.console.scan.SeedPlans;
import cn.qingzheng.crawler.seed.Connector;
import cn.qingzheng.crawler.seed.SeedPlan;
import cn.qingzheng.model.Problems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Reads connectors for the commands about them. */
final class Connectors {
  @Option(names = "--seeds", paramLabel = "DIR", description = "种子目录（默认随程序的 seeds）")
  private Optional<Path> seeds = Optional.empty();

  /** Every mistake in the folder at once, or what it holds; at least one connector. */
  SeedPlan plan() {
    Path root = Installation.root();
    Path folder = seeds.orElseGet(() -> root.resolve("seeds"));
    if (!Files.isDirectory(folder)) {
      throw CommandException.usage("种子目录不存在：" + folder + " – 请检查 --seeds");
    }
    Problems problems = new Problems();
    SeedPlan plan = SeedPlans.load(folder, root, problems);
    problems.throwIfAny();
    if (plan.connectors().isEmpty()) {
      throw CommandException.usage(folder.resolve("connectors") + " 中没有连接器 – 请从 seeds/connectors 的模板开始");
    }
    return plan;
  }

  static Connector one(SeedPlan plan, String id) {
    List<Connector> all = plan.connectors();
    return all.stream()
        .filter(c -> c.id().equals(id))
        .findFirst()
        .orElseThrow(() -> CommandException.usage(
            "没有连接器 " + id + " – 有：" + String.join("、", all.stream().map(Connector::id).toList())));
  }
}
