package cn.qingzheng.casework;

import cn.qingzheng.model.Problems;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Leads that people and organs hand in: 网民留言, 投诉举报, 媒体报道, 巡视审计, 绩效评估. One that says the same as an earlier
 * one is kept as its duplicate; what it has in common with findings and cases is said with it.
 */
public final class Leads {
  private final Casebook book;

  public Leads(Casebook book) {
    this.book = book;
  }

  /** A lead with who reported it, on its way in. */
  public record Entry(Lead.Content content, Lead.Reporter reporter) {}

  /**
   * Keeps a lead.
   *
   * @throws Refusal in Chinese if something is missing
   */
  public Lead add(Entry entry, String officer) {
    if (!entry.content.target().named()) {
      throw new Refusal("线索没有指向任何对象：请写明机构、信用代码、店铺或网址之一");
    }
    if (entry.content.text().isBlank()) {
      throw new Refusal("线索没有内容：请填写");
    }
    if (entry.content.received().isAfter(today())) {
      throw new Refusal("收到日期 " + entry.content.received() + " 还没有到：请改正");
    }
    return keep(List.of(entry), officer, "登记线索").get(0);
  }

  /**
   * Takes a CSV or XLSX in, all of it or nothing.
   *
   * @throws cn.qingzheng.model.ProblemsException with every mistake, each as {@code file:line}
   */
  public List<Lead> take(Path file, String officer) {
    Problems problems = new Problems();
    List<Entry> entries = LeadFile.read(file, today(), problems);
    problems.throwIfAny();
    return keep(entries, officer, "导入线索");
  }

  private LocalDate today() {
    return book.clock().instant().atZone(Cases.ZONE).toLocalDate();
  }

  private List<Lead> keep(List<Entry> entries, String officer, String act) {
    Instant now = book.clock().instant();
    return book.database().write(
        c -> {
          OfficerRows.Signature who = OfficerRows.bind(c, officer, act);
          List<Lead> out = new ArrayList<>();
          for (Entry entry : entries) {
            out.add(insert(c, entry, who, now, act));
          }
          return out;
        });
  }

  private static Lead insert(Connection c, Entry entry, OfficerRows.Signature who, Instant now, String act) throws SQLException {
    String year = Integer.toString(now.atZone(Cases.ZONE).getYear());
    String number = String.format(Locale.ROOT, "XS-%s-%06d", year, Cases.next(c, "lead", year));
    Lead.Content content = entry.content;
    Lead.Target target = content.target();
    LeadMatch match = LeadMatch.of(c, target);
    LeadState state = match.earlier().isPresent() ? LeadState.DUPLICATE : LeadState.NEW;
    Sql.update(
        c,
        "INSERT INTO lead (number, channel, received, region, body, credit_code, platform, shop, url, content, source, state, "
            + "duplicate_of, same_by, officer, officer_number, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        number, content.channel(), content.received().toString(), content.region(), target.body(), target.creditCode(),
        target.platform(), target.shop(), target.url().map(URI::toString), content.text(), content.source(), state,
        match.earlier(), match.shown(), who.shown(), who.number(), now);
    for (String key : LeadKeys.of(target)) {
      Sql.update(c, "INSERT INTO lead_key (key, number) VALUES (?, ?)", key, number);
    }
    if (entry.reporter.known()) {
      Sql.update(
          c, "INSERT INTO lead_reporter VALUES (?, ?, ?)", number, entry.reporter.name().strip(), entry.reporter.contact().strip());
    }
    step(c, number, state, who, match.shown(), now);
    // The log is read by auditors: nothing of the reporter, and not the text, which may name him.
    Audit.append(c, now, new Audit.Act(who.shown(), act, number, content.channel().label(), "", state.label()));
    return new Lead(number, content, state, match.earlier(), match.shown(), who.shown(), Instant.ofEpochMilli(now.toEpochMilli()));
  }

  private static void step(Connection c, String number, LeadState state, OfficerRows.Signature who, String reason, Instant now)
      throws SQLException {
    Sql.update(
        c, "INSERT INTO lead_step (number, state, officer, reason, at) VALUES (?, ?, ?, ?, ?)", number, state, who.shown(), reason, now);
  }

  /** An officer says where a lead stands. The reason is required. */
  public void state(String number, LeadState state, String officer, String reason) {
    book.require(Kept.LEAD, number);
    if (reason.isBlank()) {
      throw new Refusal("改变线索状态必须写明理由：请填写");
    }
    Instant now = book.clock().instant();
    book.database().write(
        c -> {
          Lead lead = known(c, number);
          if (state == LeadState.DUPLICATE && lead.duplicateOf().isEmpty()) {
            throw new Refusal("线索 " + number + " 没有相同的在先线索：请选其他状态");
          }
          OfficerRows.Signature who = OfficerRows.bind(c, officer, "办理线索");
          Sql.update(c, "UPDATE lead SET state = ? WHERE number = ?", state, number);
          step(c, number, state, who, reason.strip(), now);
          Audit.append(
              c, now, new Audit.Act(who.shown(), "办理线索", number, PersonalData.masked(reason.strip()), lead.state().label(), state.label()));
          return true;
        });
  }

  /** Who reported a lead, if anybody gave a name. An officer opens it with a reason; that he did is in the audit log. */
  public Lead.Reporter reporter(String number, String officer, String reason) {
    book.require(Kept.LEAD, number);
    if (reason.isBlank()) {
      throw new Refusal("查看举报人必须写明理由：请填写");
    }
    Instant now = book.clock().instant();
    return book.database().write(
        c -> {
          known(c, number);
          OfficerRows.Signature who = OfficerRows.bind(c, officer, "查看举报人");
          Audit.append(c, now, new Audit.Act(who.shown(), "查看举报人", number, reason.strip(), "", ""));
          return Sql.first(
                  c, r -> new Lead.Reporter(r.getString("name"), r.getString("contact")),
                  "SELECT name, contact FROM lead_reporter WHERE number = ?", number)
              .orElse(Lead.Reporter.ANONYMOUS);
        });
  }

  /** By number; only those of a state if one is given. */
  public List<Lead> all(Optional<LeadState> state) {
    return book.database().read(
        c -> state.isPresent()
            ? Sql.list(c, Leads::read, "SELECT * FROM lead WHERE state = ? ORDER BY number", state.get())
            : Sql.list(c, Leads::read, "SELECT * FROM lead ORDER BY number"));
  }

  public Optional<Lead> find(String number) {
    return book.database().read(c -> Sql.first(c, Leads::read, "SELECT * FROM lead WHERE number = ?", number));
  }

  /** What was done with a lead, in time. */
  public List<Lead.Step> steps(String number) {
    return book.database().read(
        c ->
            Sql.list(
                c,
                r -> new Lead.Step(LeadState.valueOf(r.getString("state")), r.getString("officer"), r.getString("reason"), Sql.instant(r, "at")),
                "SELECT * FROM lead_step WHERE number = ? ORDER BY id", number));
  }

  private static Lead known(Connection c, String number) throws SQLException {
    return Sql.first(c, Leads::read, "SELECT * FROM lead WHERE number = ?", number)
        .orElseThrow(() -> new Refusal("没有线索 " + number + "：用 lead list 查看编号"));
  }

  private static Lead read(ResultSet r) throws SQLException {
    Lead.Target target =
        new Lead.Target(
            Sql.text(r, "body"), Sql.text(r, "credit_code"), Sql.text(r, "platform"), Sql.text(r, "shop"), Sql.text(r, "url").map(URI::create));
    Lead.Content content =
        new Lead.Content(
            LeadChannel.valueOf(r.getString("channel")), LocalDate.parse(r.getString("received")), r.getString("region"), target,
            r.getString("content"), r.getString("source"));
    return new Lead(
        r.getString("number"), content, LeadState.valueOf(r.getString("state")), Sql.text(r, "duplicate_of"), r.getString("same_by"),
        r.getString("officer"), Sql.instant(r, "at"));
  }
}
