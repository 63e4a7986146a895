package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.model.FindingState;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the search needs of the casebook: what moved, and the searches that officers keep. */
@ParameterizedClass
@EnumSource(Engine.class)
class SavedSearchesTest {
  @TempDir Path folder;
  @Parameter Engine engine;
  private Casebook book;
  private SavedSearches searches;

  @BeforeEach
  void open() {
    book = SampleBook.fill(engine.place(folder));
    People.registerAll(book);
    searches = new SavedSearches(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private SavedSearch seen(Officer officer) {
    return searches.seenBy(officer).getFirst();
  }

  @Test
  void what_was_decided_or_came_into_another_case_moved_and_nothing_else() {
    FindingMoves moves = new FindingMoves(book);
    FindingMoves.Moves all = moves.since(-1);
    assertEquals(book.count(FindingFilter.all()), all.moves().size());
    assertEquals(List.of(), moves.since(all.version()).moves());
    SampleBook.record(book, Sample.page("https://kaozheng.example/a").capture("s4b", Sample.NOON.plusSeconds(60)).hit("guarantee", "包过", "包过。"));
    assertEquals(List.of(), moves.since(all.version()).moves(), "seen again");
    String one = book.findings(FindingFilter.all().host("kaozheng.example")).getFirst().finding().fingerprint();
    book.dismiss(one, People.WRITER.number(), "误报");
    FindingMoves.Move move = moves.since(all.version()).moves().getFirst();
    assertEquals(FindingState.DISMISSED, move.state());
    assertEquals(one, move.fingerprint());
    long then = moves.since(all.version()).version();
    SampleBook.record(book, Sample.page("https://neu.example/").capture("n1", Sample.NOON).hit("guarantee", "包过", "包过。"));
    assertEquals(1, moves.since(then).moves().size());
    assertTrue(moves.since(then).moves().getFirst().caseId().isPresent());
  }

  @Test
  void a_search_is_kept_shared_followed_and_counted_for_each() {
    long id = searches.save(People.WRITER, " 包过 ", "q=x", false, "m1");
    assertEquals("包过", seen(People.WRITER).name());
    assertEquals(List.of(), searches.seenBy(People.REVIEWER));
    assertThrows(Refusal.class, () -> searches.looked(id, People.REVIEWER, "m1"), "not shared");
    searches.share(id, People.WRITER, true);
    assertEquals(Optional.empty(), seen(People.REVIEWER).look());
    searches.looked(id, People.REVIEWER, "m2");
    searches.followed().forEach(f -> searches.counted(f, f.mark().equals("m1") ? 7 : 3));
    assertEquals(7, searches.fresh(People.WRITER.number()));
    assertEquals(3, searches.fresh(People.REVIEWER.number()));
    SavedSearch.Following before = searches.followed().getFirst();
    searches.looked(id, People.WRITER, "m3");
    assertEquals(0, searches.fresh(People.WRITER.number()));
    searches.counted(before, 9);
    assertEquals(0, searches.fresh(People.WRITER.number()), "counted before he looked");
    searches.share(id, People.WRITER, false);
    assertEquals(List.of(People.WRITER.number()), searches.followed().stream().map(SavedSearch.Following::officer).toList());
  }

  @Test
  void only_who_saved_a_search_changes_it_and_names_are_told_apart() {
    long id = searches.save(People.WRITER, "甲", "q=x", true, "m");
    assertThrows(Refusal.class, () -> searches.delete(id, People.REVIEWER));
    assertThrows(Refusal.class, () -> searches.share(id, People.REVIEWER, false));
    assertThrows(Refusal.class, () -> searches.save(People.WRITER, "甲 ", "q=y", false, "m"));
    assertThrows(Refusal.class, () -> searches.save(People.WRITER, "  ", "q=y", false, "m"));
    searches.save(People.REVIEWER, "甲", "q=y", false, "m");
    searches.delete(id, People.WRITER);
    assertEquals(List.of("q=y"), searches.followed().stream().map(SavedSearch.Following::address).toList());
    assertEquals(1, book.audit(0, 1_000).stream().filter(a -> a.what().equals("删除检索")).count());
  }
}
