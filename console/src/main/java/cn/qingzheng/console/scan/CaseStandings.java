package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.FindingMoves;
import cn.qingzheng.index.Standings;
import java.util.HashMap;
import java.util.Map;

/** Tells the index where the casebook's findings stand. */
public final class CaseStandings implements Standings {
  private final FindingMoves moves;

  public CaseStandings(Casebook casebook) {
    this.moves = new FindingMoves(casebook);
  }

  @Override
  public Moves since(long version) {
    FindingMoves.Moves since = moves.since(version);
    Map<String, Standing> moved = new HashMap<>();
    since.moves().forEach(m -> moved.put(m.fingerprint(), new Standing(m.state(), m.caseId())));
    return new Moves(since.version(), moved);
  }
}
