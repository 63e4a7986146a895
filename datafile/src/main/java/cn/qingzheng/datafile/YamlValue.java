package cn.qingzheng.datafile;

import java.util.List;

/** A value of a YAML file with the line of its key (in a mapping) or of itself (in a list), from 1. */
sealed interface YamlValue {
  int line();

  record Null(int line) implements YamlValue {}

  record Scalar(String text, int line) implements YamlValue {}

  record Sequence(List<YamlValue> items, int line) implements YamlValue {}

  record Mapping(YamlMap map, int line) implements YamlValue {}
}
