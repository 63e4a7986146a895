package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Turns YAML nodes into {@link YamlMap}; only scalars, lists and mappings, no tags of its own making. */
final class YamlParser {
  private static final int MAX_DEPTH = 32;

  private final String source;
  private final Problems problems;

  private YamlParser(String source, Problems problems) {
    this.source = source;
    this.problems = problems;
  }

  static Optional<YamlMap> parse(SourceFile file, Problems problems) {
    LoadSettings settings =
        LoadSettings.builder().setLabel(file.name()).setMaxAliasesForCollections(20).setCodePointLimit(16 << 20).build();
    try {
      Optional<Node> root = new Compose(settings).composeString(file.content());
      if (root.isPresent() && root.get() instanceof MappingNode mapping) {
        return Optional.of(new YamlParser(file.name(), problems).map(mapping, 0));
      }
      problems.add(file.name(), 1, "应为一组键值", "请写成 键: 值");
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(m -> m.getLine() + 1).orElse(0);
      problems.add(file.name(), line, "YAML 格式错误：" + e.getProblem(), "请检查缩进、冒号和引号");
    } catch (YamlEngineException e) {
      problems.add(file.name(), 0, "YAML 格式错误：" + e.getMessage(), "请检查缩进、冒号和引号");
    }
    return Optional.empty();
  }

  private YamlMap map(MappingNode node, int depth) {
    Map<String, YamlValue> values = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      int line = line(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        problems.add(source, line, "键应为文字", "请写成 键: 值");
      } else if (values.containsKey(key.getValue())) {
        problems.add(source, line, "键“" + key.getValue() + "”重复", "每个键只写一次");
      } else {
        values.put(key.getValue(), value(tuple.getValueNode(), line, depth + 1));
      }
    }
    return new YamlMap(source, line(node), values);
  }

  private YamlValue value(Node node, int line, int depth) {
    if (depth > MAX_DEPTH) {
      problems.add(source, line, "嵌套过深", "请减少层级");
      return new YamlValue.Null(line);
    }
    return switch (node) {
      case ScalarNode s when s.getTag().equals(Tag.NULL) -> new YamlValue.Null(line);
      case ScalarNode s -> new YamlValue.Scalar(s.getValue(), line);
      case MappingNode m -> new YamlValue.Mapping(map(m, depth), line);
      case SequenceNode s -> {
        List<YamlValue> items = new ArrayList<>();
        for (Node item : s.getValue()) {
          items.add(value(item, line(item), depth + 1));
        }
        yield new YamlValue.Sequence(items, line);
      }
      default -> {
        problems.add(source, line, "不支持的写法", "只可写文字、列表和键值");
        yield new YamlValue.Null(line);
      }
    };
  }

  private static int line(Node node) {
    return node.getStartMark().map(m -> m.getLine() + 1).orElse(0);
  }
}
