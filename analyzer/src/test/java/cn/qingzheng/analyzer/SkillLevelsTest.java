package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SkillLevelsTest {
  @ParameterizedTest
  @CsvSource({"电工一级(高级技师)认定,1", "养老护理员四级报名,4", "初级工和中级工,4 5", "技师班,2", "高级工,3", "3级茶艺师,3", "一级建造师,''", "三级医院,''", "没有说,''"})
  void the_levels_of_an_occupation_are_read(String text, String levels) {
    Set<Integer> expected =
        Arrays.stream(levels.split(" ")).filter(s -> !s.isEmpty()).map(Integer::valueOf).collect(Collectors.toCollection(TreeSet::new));
    assertEquals(expected, SkillLevels.in(text).levels());
  }

  @ParameterizedTest
  @CsvSource({"5-3,四级,true", "5-3,一级,false", "3-5,高级工,true", "5-3,没有说,true", "'',一级,true", "4,四级,true", "4,三级,false", "全部,一级,true", "5-1,一级和五级,true", "5-3,五级到一级,false"})
  void all_levels_spoken_of_have_to_be_filed(String filed, String text, boolean within) {
    assertEquals(within, SkillLevels.in(text).within(filed));
  }
}
