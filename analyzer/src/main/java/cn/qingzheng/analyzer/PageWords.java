package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the words of {@code page_features} in {@code scoring.yaml}, where they have to stand. */
final class PageWords {
  private record Word(Scoring.PageFeature feature, TermShape shape) {}

  private final List<Scoring.PageFeature> features;
  private final Automaton<Word> words;
  private final Organs organs;

  PageWords(Collection<Scoring.PageFeature> features, Folding folding, Organs organs) {
    this.features = features.stream().filter(f -> !f.words().isEmpty()).toList();
    this.organs = organs;
    List<Word> all =
        this.features.stream()
            .flatMap(f -> f.words().stream().map(w -> w.mapLiterals(folding::word)).flatMap(w -> w.anchored().stream()).map(w -> new Word(f, w)))
            .toList();
    words = new Automaton<>(all, w -> w.shape().keys());
  }

  /** Ids of the features of which enough different words stand where they should. */
  Set<String> in(CompactText text, PageLayout layout) {
    String folded = text.folded().text();
    Map<Scoring.PageFeature, Set<String>> found = new HashMap<>();
    words.scan(folded, (start, end, word) -> {
      Set<String> of = found.computeIfAbsent(word.feature(), f -> new HashSet<>());
      if (of.size() < word.feature().least() && !of.contains(word.shape().anchor())) {
        word.shape().complete(folded, new Span(start, end), organs)
            .filter(whole -> stands(whole, word.feature().zone(), text, layout))
            .ifPresent(whole -> of.add(word.shape().anchor()));
      }
    });
    return features.stream()
        .filter(f -> found.getOrDefault(f, Set.of()).size() >= f.least())
        .map(Scoring.PageFeature::id)
        .collect(Collectors.toSet());
  }

  private static boolean stands(Span whole, PageZone zone, CompactText text, PageLayout layout) {
    return zone == PageZone.PAGE && !layout.anyHidden()
        || layout.in(zone, new Span(text.folded().rawStart(whole.start()), text.folded().rawStart(whole.end() - 1) + 1));
  }
}
