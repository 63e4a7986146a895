package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.util.List;

/**
 * An occurrence of a way to write a term.
 *
 * @param letters span in the {@link CompactText}
 * @param folded span in the folded text
 * @param raw span in the raw text
 * @param form how it is written, seen from the raw text
 * @param alternatives other terms it can stand for, or that stand inside it
 */
record Candidate(
    String term, Span letters, Span folded, Span raw, WrittenForm form, double confidence, List<String> alternatives) {
  Candidate withAlternatives(List<String> more) {
    return new Candidate(term, letters, folded, raw, form, confidence, List.copyOf(more));
  }
}
