package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.List;

/**
 * Whether two letters stand where an offer has its promise: 二建爆过，加微信; BG班. Short disguised words are ordinary
 * words anywhere else (抱过孩子, BG音乐), so they count only behind a certificate, a trade word or a pause and before a
 * pause, a trade word or a sign.
 */
final class Offered {
  private static final int REACH = 8;
  private static final String BEFORE = "人证师员工建造消监考书班试课级本过可能包接求做办签聘招收急，、";
  private static final List<String> AFTER =
      List.of("班", "无忧", "包退", "不过", "不退", "协议", "速", "快", "价", "高价", "可", "有", "加", "私", "长期", "急", "打卡", "营", "小灶", "小班", "哦", "哈", "噢", "哟", "两年", "三年", "签", "课", "证", "包退", "包拿", "包教", "包会",
          "名额", "资料", "服务", "中介", "资源", "项目", "渠道", "群", "靠谱", "稳", "合作", "一年", "每年", "求", "收", "面谈", "私聊", "全科", "各科", "一次", "年付", "月付");

  private static final List<String> PLACES = List.of("校区", "校", "区", "市", "路", "楼", "店", "站", "厅", "座", "栋", "型", "版", "系列", "款");
  private static final String WANTS = "找要做接问收求带寻办";
  private static final List<String> THINGS = List.of("证书", "证件", "证明", "课本", "课桌");
  private static final int NICKNAME = 4;
  private static final String PERSONS = "我你您他她它咱们谁人妈爸爷奶姐哥弟妹娃孩子师生也都曾没还刚又就才被把给让已不";

  private Offered() {}

  /** What may follow a promise in whole words where nobody speaks of certificates. */
  private static final List<String> GRAMMAR =
      List.of("全程", "吗", "么", "嘛", "呢", "吧", "啊", "哦", "呀", "了", "的", "是", "就", "也", "还", "都", "才", "这", "那", "承诺", "宣传", "广告", "为", "等", "字", "和", "或", "与", "及", "到", "、", "拿", "取", "考", "不", "无", "没", "真", "假", "骗", "费", "包过", "保过", "必过", "稳过");

  /** First letters (BG, GK) are no word of the language, so what follows them is enough. */
  static boolean at(Span hit, WrittenForm form, Passage passage, PageContext page) {
    if (form == WrittenForm.REORDERED) {
      // Letters turned round are hardly ever a word, so one side is enough.
      return before(hit, passage, page) || strictlyAfter(hit, passage, page);
    }
    if (quoted(hit, page)) {
      return true;
    }
    boolean initials = form == WrittenForm.INITIALS;
    if (initials && numbered(hit, page) || form == WrittenForm.HOMOPHONE && thing(hit, page)) {
      return false;
    }
    if (initials && named(hit, passage, page)) {
      return true;
    }
    if ((initials || form == WrittenForm.MASKED) && wanted(hit, passage, page)) {
      return true;
    }
    boolean followed = strictlyAfter(hit, passage, page) || form == WrittenForm.MASKED && page.folded().startsWith("的", hit.end());
    return followed
        && (before(hit, passage, page) || nicknamed(hit, passage, page) || initials && followed(hit, passage, page));
  }

  /** “煲过”: nothing else between quotation marks. */
  private static boolean quoted(Span hit, PageContext page) {
    String text = page.folded();
    return hit.start() > 0 && hit.end() < text.length()
        && "“「『‘\"".indexOf(text.charAt(hit.start() - 1)) >= 0 && "”」』’\"".indexOf(text.charAt(hit.end())) >= 0;
  }

  /** 找DK的来, 需要GZ的: first letters that somebody is looking for. */
  private static boolean wanted(Span hit, Passage passage, PageContext page) {
    String text = page.folded();
    boolean verb = hit.start() > passage.clause().start() && WANTS.indexOf(text.charAt(hit.start() - 1)) >= 0;
    return verb && (text.startsWith("的", hit.end()) || strictlyAfter(hit, passage, page));
  }

  /** 教资科一dk，: the last letters of a clause that names a certificate. */
  private static boolean named(Span hit, Passage passage, PageContext page) {
    return hit.end() == passage.clause().end() && page.named(passage.clause()) && Character.isIdeographic(page.folded().charAt(Math.max(0, hit.start() - 1)));
  }

  /** BG-207, GZ校区: part of a number or a place. */
  private static boolean numbered(Span hit, PageContext page) {
    String text = page.folded();
    boolean code = hit.end() + 1 < text.length() && "-_/.".indexOf(text.charAt(hit.end())) >= 0 && Character.isLetterOrDigit(text.charAt(hit.end() + 1));
    boolean place = PLACES.stream().anyMatch(p -> text.startsWith(p, hit.end()));
    return code || place || hit.end() < text.length() && Character.isDigit(text.charAt(hit.end()));
  }

  /** 抱过证书: a thing that something was done with. */
  private static boolean thing(Span hit, PageContext page) {
    return THINGS.stream().anyMatch(t -> page.folded().startsWith(t, hit.end()));
  }

  /** 市政GK，: nothing before but a short name, and no person, of what is learned, and nothing after. */
  private static boolean nicknamed(Span hit, Passage passage, PageContext page) {
    String before = page.folded().substring(passage.clause().start(), hit.start()).strip();
    boolean closes = hit.end() >= passage.clause().end() || !Character.isLetterOrDigit(page.folded().charAt(hit.end()));
    return closes && before.length() >= 2 && before.length() <= NICKNAME
        && before.chars().allMatch(Character::isIdeographic) && before.chars().noneMatch(c -> PERSONS.indexOf(c) >= 0);
  }

  private static boolean before(Span hit, Passage passage, PageContext page) {
    String text = page.folded();
    int at = hit.start();
    while (at > passage.clause().start() && !Character.isLetterOrDigit(text.charAt(at - 1))) {
      at--;
    }
    int end = at;
    return at == passage.clause().start()
        || BEFORE.indexOf(text.charAt(at - 1)) >= 0
        || page.certificateEndsAt(at)
        || page.cues().in(new Span(Math.max(passage.clause().start(), at - REACH), at))
            .anyMatch(c -> c.span().end() == end && trade(c.kind()));
  }

  /** Whether what follows is a pause, a sign, or a word of an offer: 包过，签合同 and not 包过粮票. */
  static boolean after(Span hit, Passage passage, PageContext page) {
    return strictlyAfter(hit, passage, page) || GRAMMAR.stream().anyMatch(g -> page.folded().startsWith(g, hit.end()));
  }

  private static boolean strictlyAfter(Span hit, Passage passage, PageContext page) {
    return hit.end() >= passage.clause().end() || !Character.isIdeographic(page.folded().charAt(hit.end())) || followed(hit, passage, page);
  }

  private static boolean followed(Span hit, Passage passage, PageContext page) {
    String text = page.folded();
    Span next = new Span(hit.end(), Math.min(Math.max(hit.end(), passage.clause().end()), hit.end() + REACH));
    return AFTER.stream().anyMatch(a -> text.startsWith(a, hit.end()))
        || text.startsWith(hit.of(text), hit.end())
        || page.cues().in(next).anyMatch(c -> c.span().start() == hit.end() && trade(c.kind()));
  }

  private static boolean trade(CueKind kind) {
    return switch (kind) {
      case CERTIFICATE_CONTEXT, TRAINING_CONTEXT, CALL_TO_ACTION, PRICE, LISTING, SELF, AUTHORITY, QUOTE_AFTER -> true;
      default -> false;
    };
  }
}
