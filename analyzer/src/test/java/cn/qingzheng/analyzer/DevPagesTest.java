package cn.qingzheng.analyzer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The lists of labelled whole pages hold together. What the program makes of the pages is measured with
 * {@code evaluate}, not here.
 */
class DevPagesTest {
  private static final Path PAGES = Path.of("src/test/resources/samples/dev/pages");

  private static List<LabelledSamples.WholePage> pages(String list) {
    Problems problems = new Problems();
    LabelledSamples samples = LabelledSamples.load(PAGES.resolve(list), problems);
    problems.throwIfAny();
    assertTrue(samples.texts().isEmpty(), list + " holds pages only");
    return samples.pages();
  }

  private static List<LabelledSamples.WholePage> all() {
    return Stream.of("pages.jsonl", "pages-registry.jsonl").flatMap(list -> pages(list).stream()).toList();
  }

  @Test
  void every_page_has_one_label_and_every_label_its_page() throws IOException {
    List<Path> labelled = all().stream().map(LabelledSamples.WholePage::file).sorted().toList();
    try (Stream<Path> files = Files.walk(PAGES.toAbsolutePath().normalize())) {
      assertEquals(files.filter(f -> f.toString().endsWith(".html")).sorted().toList(), labelled);
    }
  }

  @Test
  void every_kind_of_page_and_every_outcome_is_there() {
    assertEquals(EnumSet.allOf(PageKind.class),
        all().stream().flatMap(p -> p.kind().stream()).collect(Collectors.toCollection(() -> EnumSet.noneOf(PageKind.class))));
    assertEquals(EnumSet.allOf(Outcome.class),
        all().stream().flatMap(p -> p.verdict().stream()).collect(Collectors.toCollection(() -> EnumSet.noneOf(Outcome.class))));
    assertTrue(pages("pages.jsonl").size() >= 125);
  }

  @Test
  void no_label_asks_for_a_term_and_forbids_it() {
    for (LabelledSamples.WholePage page : all()) {
      Set<String> both =
          page.expect().stream().filter(LabelledSamples.Expected::violation).map(LabelledSamples.Expected::term)
              .collect(Collectors.toCollection(TreeSet::new));
      both.retainAll(page.forbid());
      assertTrue(both.isEmpty(), () -> page.at() + " " + both);
    }
  }

  @Test
  void the_registry_of_the_pages_that_need_one_loads() {
    Problems problems = new Problems();
    FilingRegistry registry = FilingRegistry.load(PAGES.resolve("registry.csv"), false, problems);
    problems.throwIfAny();
    assertTrue(registry.size() >= 5);
    assertTrue(pages("pages-registry.jsonl").stream().allMatch(p -> p.promoter().isEmpty()), "the registry decides there");
  }
}
