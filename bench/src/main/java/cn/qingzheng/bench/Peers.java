package cn.qingzheng.bench;

import com.github.houbb.sensitive.word.bs.SensitiveWordBs;
import com.hankcs.hanlp.HanLP;
import com.hankcs.hanlp.seg.Segment;
import java.util.List;

/** What the analysis is measured beside. None of them judges anything; they look for ten plain words or cut words. */
final class Peers {
  private static final List<String> TERMS =
      List.of("中华人民共和国", "中国", "中华", "国家", "全国", "职业资格", "人员资格", "职业技能鉴定", "包过", "保过");

  private final SensitiveWordBs sensitiveWords =
      SensitiveWordBs.newInstance().wordDeny(() -> TERMS).wordAllow(List::of).init();
  private final Segment segment = HanLP.newSegment().enableNameRecognize(false);

  static int substring(String text) {
    int found = 0;
    for (String term : TERMS) {
      for (int at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
        found++;
      }
    }
    return found;
  }

  int sensitiveWord(String text) {
    return sensitiveWords.findAll(text).size();
  }

  int hanlp(String text) {
    return segment.seg(text).size();
  }
}
