package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.Cue.CueScope;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CueTextTest {
  private static Cue cue(CueKind kind, String text) {
    return new Cue(kind, text, CueScope.SENTENCE, TermShape.parse(text).orElseThrow());
  }

  /** 跟我说: who is told something does not speak; 我打电话: who tells what happened does not invite. */
  @ParameterizedTest
  @CsvSource({"SPEAKER,跟我说,SELF,跟我", "NARRATIVE,叫我们,SELF,我们", "NARRATIVE,我打电话,CALL_TO_ACTION,电话", "NOT_PRICE,元旦,PRICE,元", "NOT_CALL,接电话,CALL_TO_ACTION,电话"})
  void what_only_looks_like_a_cue_within_a_longer_one_is_none(CueKind stop, String longer, CueKind kind, String shorter) {
    Automaton<Cue> cues = new Automaton<>(List.of(cue(stop, longer), cue(kind, shorter)), c -> c.shape().keys());
    Organs none = new Organs(List.of(), Map.of());
    assertEquals(Set.of(stop), CueText.of("他" + longer + "了", cues, none).kinds());
    assertEquals(Set.of(stop, kind), CueText.of("他" + longer + "了" + shorter, cues, none).kinds());
  }
}
