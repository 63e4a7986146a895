package cn.qingzheng.casework;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a lead has in common with what is known.
 *
 * @param earlier the first lead of the same address, or of the same body or shop where neither names an address
 * @param shown in Chinese, everything that was found
 */
record LeadMatch(Optional<String> earlier, String shown) {
  static LeadMatch of(Connection c, Lead.Target target) throws SQLException {
    List<String> keys = LeadKeys.of(target);
    Set<String> said = new LinkedHashSet<>();
    Optional<String> earlier = Optional.empty();
    for (String key : keys) {
      Optional<String> lead = lead(c, key, target.url().isEmpty());
      lead.ifPresent(number -> said.add("与线索 " + number + " " + LeadKeys.shown(key)));
      earlier = earlier.or(() -> lead);
      // Of one body there may be several addresses: only what has no address of its own is the same lead again.
      if (key.startsWith("url:")) {
        said.addAll(findings(c, target.url().orElseThrow()));
      } else {
        said.addAll(cases(c, key));
      }
    }
    return new LeadMatch(earlier, String.join("；", said));
  }

  private static Optional<String> lead(Connection c, String key, boolean withoutAddress) throws SQLException {
    if (!key.startsWith("url:") && !withoutAddress) {
      return Optional.empty();
    }
    String only = key.startsWith("url:") ? "" : " AND l.url IS NULL";
    return Sql.first(
        c, r -> r.getString(1),
        "SELECT l.number FROM lead_key k JOIN lead l ON l.number = k.number WHERE k.key = ? AND l.state <> 'DUPLICATE'" + only
            + " ORDER BY l.number",
        key);
  }

  private static List<String> findings(Connection c, URI url) throws SQLException {
    String address = LeadKeys.address(url);
    Set<String> out = new LinkedHashSet<>();
    for (String form : List.of("http://", "https://", "http://www.", "https://www.")) {
      for (String end : List.of("", "/")) {
        out.addAll(
            Sql.list(
                c, r -> "同一地址已有 " + r.getLong("n") + " 项发现" + Sql.text(r, "case_id").map(id -> "，在案件 " + id).orElse(""),
                "SELECT case_id, count(*) AS n FROM finding WHERE url = ? GROUP BY case_id ORDER BY case_id", form + address + end));
      }
    }
    return List.copyOf(out);
  }

  private static List<String> cases(Connection c, String key) throws SQLException {
    return new ArrayList<>(
        Sql.list(
            c, r -> "与案件 " + r.getString("id") + " " + LeadKeys.shown(key),
            "SELECT k.id FROM subject_key s JOIN case_file k ON k.subject_id = s.subject_id WHERE s.key = ? AND s.shared = 0 "
                + "AND k.state <> 'MERGED' ORDER BY k.id",
            key));
  }
}
