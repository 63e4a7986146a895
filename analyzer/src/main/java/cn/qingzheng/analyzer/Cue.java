package cn.qingzheng.analyzer;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A word that tells how a term nearby is meant. */
record Cue(CueKind kind, String text, CueScope scope, TermShape shape) {
  /** Fields of {@code cues.tsv}. */
  enum CueKind {
    /** Denies the term after it. */
    NEGATION,
    /** Denies the term before it. */
    NEGATION_AFTER,
    /** Looks like a negation and is none. */
    NEGATION_STOP,
    /** A word that a negation reaches through: 不提供任何包过. */
    TRANSPARENT,
    /** Ends the reach of a negation. */
    PIVOT,
    WARNING,
    PROHIBITION,
    REPORTING,
    ENFORCEMENT,
    POLICY,
    OFFICIAL,
    /** Stands before words that somebody else said. */
    QUOTE_INTRO,
    /** Somebody else than the publisher says what follows: 销售跟我说. */
    SPEAKER,
    /** Who or what says something that is not the publisher's: 销售, 传单. Counts with an UTTERANCE behind it. */
    CARRIER,
    UTTERANCE,
    /** Told of what happened to oneself or people one knows: 我交了, 我表姐. */
    NARRATIVE,
    /** Whose reports advertisements like to name: 央视. */
    LENDER,
    /** Stands before the title of a work: 短剧《…》. */
    WORK,
    /** Success that somebody tells of, as advertisements do: 我嫂子刚拿. */
    TESTIMONY,
    /** Stands after a word that is only mentioned: 包过三个字. */
    QUOTE_AFTER,
    QUESTION,
    /** Speaks to the reader: 你还在; ADJACENT only where a sentence begins. */
    ADDRESS,
    /** Answers a question one has put oneself: 真的！ */
    AFFIRMATION,
    /** A book, a frame or the like that a certificate's name stands on: 教材, 保护套. */
    BOOK,
    /** Who hires, not who teaches: 持证优先. */
    RECRUITING,
    DISCLAIMER,
    CALL_TO_ACTION,
    /** Holds a word of warning and is none: 答题套路. */
    NOT_WARNING,
    /** Looks like a word of reporting and is none: 市民政局. */
    NOT_REPORTING,
    /** A book that goes with an offer: 送教材. */
    NOT_BOOK,
    /** Cites like a statute and is a contract: 合同第六条. */
    NOT_OFFICIAL,
    /** Looks like a call to act and is none: 心理咨询师, 打电话让他. */
    NOT_CALL,
    PRICE,
    /** Looks like a price and is none: 元旦. */
    NOT_PRICE,
    SPEED,
    AUTHORITY,
    CERTIFICATE_CONTEXT,
    /** Holds 证 and is no certificate: 保证, 身份证. */
    NOT_CERTIFICATE,
    /** A post or a rank: 工程师, 委员. */
    POST,
    TRAINING_CONTEXT,
    /** What else is passed or guaranteed: 验收, 年检. */
    OTHER_TRADE,
    /** A term that is said in other trades, too: 必过. With scope PAGE it has to be spoken of as a promise besides. */
    EVERYDAY,
    /** A term whose 过 may mean "has once done": 包过. */
    EXPERIENTIAL,
    LISTING,
    BYLINE,
    COURSE,
    /** The publisher speaks of itself. */
    SELF,
    /** Holds 我们 and means everybody: 我们来盘点. */
    NOT_SELF,
    /** How names of official sites begin, and how they end. */
    SITE_HEAD,
    SITE_TAIL,
    /** What a form asks of those who look up a certificate. */
    QUERY_FIELD,
    /** The publisher says that it issues or assesses. */
    ISSUING,
    /** A certificate as a thing that can be sold: 电工证. */
    CERTIFICATE_ITEM,
    /** Another paper, though it ends like one: 会员证. */
    NOT_ITEM,
    /** Sells a certificate instead of what leads to it: 代办. */
    CERTIFICATE_SALE,
    /** What goes with learning or with a certificate and is none: 题库, 证书外壳. */
    GOODS,
    /** Teaching, not a trade's name: 培训班, but not 电工. */
    TEACHING,
    /** What may be asked or paid for lawfully: 考务费, 补贴. */
    LAWFUL_FEE,
    /** Money for the certificate: 办证价格. */
    CERTIFICATE_PRICE,
    /** A claim to be filed, licensed or approved. */
    FILING_CLAIM,
    /** Stands before the number of a filing or of something else. */
    FILING_NUMBER,
    /** A number or licence that says nothing of training: ICP备. */
    NOT_FILING
  }

  /** How far a cue reaches. */
  enum CueScope {
    ADJACENT,
    CLAUSE,
    SENTENCE,
    PAGE
  }

  /** The same cue with its letters rewritten. */
  Cue mapped(UnaryOperator<String> rewrite) {
    return new Cue(kind, text, scope, shape.mapLiterals(rewrite));
  }

  /** One cue for each choice of the anchor. */
  Stream<Cue> anchored() {
    return shape.anchored().stream().map(s -> new Cue(kind, text, scope, s));
  }

  static List<Cue> read(Path file, Problems problems) {
    List<Cue> cues = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Row row : Table.tsv(file, List.of("kind", "text", "scope", "note"), problems).rows()) {
      Optional<CueKind> kind = row.constant("kind", CueKind.class, problems);
      Optional<CueScope> scope = row.constant("scope", CueScope.class, problems);
      String text = row.required("text", problems);
      Optional<TermShape> shape = text.isEmpty() ? Optional.empty() : TermShape.parse(text);
      if (!text.isEmpty() && shape.isEmpty()) {
        row.problem(problems, "提示词写法不对：" + text, "花括号只能写 {数}、{部} 或 {甲|乙|}（择一，末尾空则可省），且须另有文字");
      }
      if (!seen.add(row.text("kind") + "\t" + text)) {
        row.problem(problems, "提示词重复：" + text, "请删去一行");
      }
      if (kind.isPresent() && scope.isPresent() && shape.isPresent()) {
        cues.add(new Cue(kind.get(), text, scope.get(), shape.get()));
      }
    }
    if (cues.isEmpty()) {
      problems.add(file.toString(), 0, "没有任何提示词", "请至少写一行");
    }
    return cues;
  }
}
