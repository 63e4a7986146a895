package cn.qingzheng.index;

import cn.qingzheng.index.Lexer.Token;
import cn.qingzheng.index.ParsedQuery.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Understands what an analyst types. Everything is a query: what makes no sense is left out or taken as words, and a
 * hint says so.
 */
final class QueryParser {
  private static final int MOST_CLAUSES = 100;
  private static final int LONGEST_TEXT = 2_000;
  private static final Pattern LOOKS_LIKE_A_NAME = Pattern.compile("[\\p{IsHan}a-zA-Z]{1,6}");

  /** Whether a text has anything that can be looked for, once folded. */
  private final Predicate<String> searchable;

  private final List<String> hints = new ArrayList<>();
  private final List<List<Clause>> all = new ArrayList<>();
  private boolean or;
  private boolean not;

  private QueryParser(Predicate<String> searchable) {
    this.searchable = searchable;
  }

  static ParsedQuery parse(String query, Predicate<String> searchable) {
    QueryParser parser = new QueryParser(searchable);
    parser.read(query);
    return new ParsedQuery(parser.all, parser.hints);
  }

  private void read(String query) {
    String kept = query.length() <= LONGEST_TEXT ? query : query.substring(0, LONGEST_TEXT);
    if (kept.length() < query.length()) {
      hints.add("查询太长，只用了前 " + LONGEST_TEXT + " 个字");
    }
    for (Token token : Lexer.cut(kept, hints)) {
      if (!operator(token)) {
        clause(token).ifPresent(this::add);
      }
    }
    if (or || not) {
      hints.add("查询以“" + (not ? "NOT" : "OR") + "”结尾，后面没有词，已略过");
    }
  }

  private boolean operator(Token token) {
    if (token.quoted()) {
      return false;
    }
    switch (token.text()) {
      case "AND", "与", "且", "&&", "&", "+" -> { }
      case "OR", "或", "||", "|" -> {
        if (all.isEmpty() || or) {
          hints.add("“" + token.text() + "”前面没有词，已略过");
        } else {
          or = true;
        }
      }
      case "NOT", "非", "!", "！" -> not = !not;
      case "-", "－" -> hints.add("“-”后面要紧跟要排除的词，中间不空格，已略过");
      default -> {
        return false;
      }
    }
    return true;
  }

  private void add(Clause clause) {
    if (all.size() >= MOST_CLAUSES) {
      if (all.size() == MOST_CLAUSES && !hints.contains(tooMany())) {
        hints.add(tooMany());
      }
      return;
    }
    if (or) {
      all.getLast().add(clause);
    } else {
      all.add(new ArrayList<>(List.of(clause)));
    }
    or = false;
    not = false;
  }

  private static String tooMany() {
    return "条件太多，只用了前 " + MOST_CLAUSES + " 个";
  }

  private Optional<Clause> clause(Token token) {
    boolean negated = token.not() != not;
    String name = token.name();
    if (SearchNames.isTime(name)) {
      return captured(token, negated);
    }
    Optional<SearchField> field = SearchField.named(name);
    if (field.isPresent() && !name.isEmpty()) {
      return value(field.get(), token, negated);
    }
    Optional<String> analysed = SearchNames.analysed(name);
    if (analysed.isPresent()) {
      return words(token.value()).map(text -> new Clause.Inside(analysed.get(), text, negated));
    }
    if (LOOKS_LIKE_A_NAME.matcher(name).matches() && !token.value().startsWith("//")) {
      hints.add("没有字段“" + name + "”，已按普通文字查找");
    }
    return words(token.text()).map(text -> new Clause.Phrase(text, negated));
  }

  private Optional<String> words(String text) {
    if (searchable.test(text)) {
      return Optional.of(text);
    }
    hints.add(text.isBlank() ? "有空的引号或字段，已略过" : "“" + text + "”里没有可以查找的文字，已略过");
    return Optional.empty();
  }

  private Optional<Clause> captured(Token token, boolean negated) {
    Optional<ParsedQuery.Period> period = Periods.read(token.value());
    if (period.isEmpty()) {
      hints.add("看不懂时间“" + token.value() + "”，已略过；可写 时间:2026-11 或 时间:2026-11-01..2026-11-20");
    }
    return period.map(p -> new Clause.Captured(p, negated));
  }

  private Optional<Clause> value(SearchField field, Token token, boolean negated) {
    List<String> typed = token.quoted()
        ? List.of(token.value())
        : Stream.of(token.value().split("[,，、]")).filter(v -> !v.isBlank()).toList();
    List<String> values = new ArrayList<>();
    for (String value : typed) {
      field.stored(value).ifPresentOrElse(values::add, () -> hints.add(
          "“" + field.label() + "”没有“" + value + "”这个值，已略过；可用：" + String.join("、", field.choices())));
    }
    if (typed.isEmpty() || values.contains("")) {
      hints.add("“" + token.name() + ":”后面没有值，已略过");
      return Optional.empty();
    }
    return values.isEmpty() ? Optional.empty() : Optional.of(new Clause.Value(field, values, negated));
  }
}
