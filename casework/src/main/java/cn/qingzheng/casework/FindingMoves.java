package cn.qingzheng.casework;

import cn.qingzheng.model.FindingState;
import java.util.List;
import java.util.Optional;

/** What became of findings since somebody asked last, for those who keep a copy of where they stand. */
public final class FindingMoves {
  /** Copies are of everything; who may see what is asked of the copy. */
  private final Casebook book;

  public FindingMoves(Casebook book) {
    this.book = book.whole();
  }

  /** A finding that is new, was decided, or came into another case. */
  public record Move(String fingerprint, FindingState state, Optional<String> caseId) {}

  /** @param version to be asked with next time */
  public record Moves(long version, List<Move> moves) {
    public Moves {
      moves = List.copyOf(moves);
    }
  }

  private record Numbered(long version, Move move) {}

  /** @param version -1 for everything */
  public Moves since(long version) {
    List<Numbered> found = book.database().read(
        c ->
            Sql.list(
                c,
                r -> new Numbered(
                    r.getLong("moved"),
                    new Move(r.getString("fingerprint"), FindingState.valueOf(r.getString("state")), Sql.text(r, "case_id"))),
                "SELECT fingerprint, state, case_id, moved FROM finding WHERE moved > ? ORDER BY moved", version));
    return new Moves(found.isEmpty() ? version : found.getLast().version(), found.stream().map(Numbered::move).toList());
  }
}
