package cn.qingzheng.analyzer;

import cn.qingzheng.model.Span;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the words of {@code page_features} in {@code scoring.yaml}, where they have to stand. */
final class PageWords {
  /** @param feature the place of its feature in the list */
  private record Word(int feature, TermShape shape) {}

  private final List<Scoring.PageFeature> features;
  private final Automaton<Word> words;
  private final Organs organs;

  PageWords(Collection<Scoring.PageFeature> features, Folding folding, Organs organs) {
    this.features = features.stream().filter(f -> !f.words().isEmpty()).toList();
    this.organs = organs;
    List<Word> all =
        IntStream.range(0, this.features.size()).boxed()
            .flatMap(f -> this.features.get(f).words().stream()
                .map(w -> w.mapLiterals(folding::word)).flatMap(w -> w.anchored().stream()).map(w -> new Word(f, w)))
            .toList();
    words = new Automaton<>(all, w -> w.shape().keys());
  }

  /** Ids of the features of which enough different words stand where they should. */
  Set<String> in(CompactText text, PageLayout layout) {
    String folded = text.folded().text();
    List<Set<String>> found = features.stream().<Set<String>>map(f -> new HashSet<>()).toList();
    words.scan(folded, (start, end, word) -> {
      Set<String> of = found.get(word.feature());
      Scoring.PageFeature feature = features.get(word.feature());
      if (of.size() < feature.least() && !of.contains(word.shape().anchor())) {
        Span anchor = new Span(start, end);
        (word.shape().literal() ? Optional.of(anchor) : word.shape().complete(folded, anchor, organs))
            .filter(whole -> stands(whole, feature.zone(), text, layout))
            .ifPresent(whole -> of.add(word.shape().anchor()));
      }
    });
    return IntStream.range(0, features.size())
        .filter(f -> found.get(f).size() >= features.get(f).least())
        .mapToObj(f -> features.get(f).id())
        .collect(Collectors.toSet());
  }

  private static boolean stands(Span whole, PageZone zone, CompactText text, PageLayout layout) {
    return zone == PageZone.PAGE && !layout.anyHidden()
        || layout.in(zone, new Span(text.folded().rawStart(whole.start()), text.folded().rawStart(whole.end() - 1) + 1));
  }
}
