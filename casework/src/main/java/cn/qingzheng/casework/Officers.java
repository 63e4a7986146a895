package cn.qingzheng.casework;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The officers of this installation. Each acts with a personal token that is shown once and kept as a hash. The
 * first one registered is the 安全管理员, who registers the others.
 */
public final class Officers {
  private static final Pattern TOKEN = Pattern.compile("qz_([A-Za-z0-9_-]{12})_([A-Za-z0-9_-]{43})");
  private final Casebook book;
  private final int iterations;

  public Officers(Casebook book) {
    this(book, SecretHash.ITERATIONS);
  }

  /** With less work for a hash: for tests of other things. */
  Officers(Casebook book, int iterations) {
    this.book = book;
    this.iterations = iterations;
  }

  /** Whether anybody is registered; until then decisions carry a mere name. */
  public boolean any() {
    return book.database().read(OfficerRows::any);
  }

  /** By number; those of the regions that are seen. */
  public List<Officer> list() {
    Scope scope = book.scope();
    return book.database().read(OfficerRows::all).stream().filter(o -> seen(scope, o)).toList();
  }

  /** An officer without a region of his own is the installation's. */
  private static boolean seen(Scope scope, Officer officer) {
    return scope.everything() || officer.region().startsWith(scope.prefix());
  }

  /** The officer of that number, of the regions that are seen. */
  public Optional<Officer> find(String number) {
    Scope scope = book.scope();
    return book.database().read(c -> OfficerRows.find(c, number)).filter(o -> seen(scope, o));
  }

  private void require(String number) {
    if (find(number).isEmpty()) {
      throw OfficerRows.unknown(number);
    }
  }

  /** Whether somebody also looks through what belongs to no region yet. */
  public boolean pool(String number) {
    return book.database().read(c -> Sql.number(c, "SELECT count(*) FROM officer_pool WHERE officer = ?", number) > 0);
  }

  /** Lets an officer of a part of the region look through what belongs nowhere yet, or no longer. */
  public void setPool(String number, boolean pool, Officer by) {
    require(number);
    book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("设置地区权限", Role.SECURITY_ADMIN);
          if (!Regions.scope(c, by).unassigned()) {
            throw new Refusal(by.shown() + "本人看不到未分配地区的案件：请由上级安全管理员办理");
          }
          boolean had = Sql.number(c, "SELECT count(*) FROM officer_pool WHERE officer = ?", number) > 0;
          if (had != pool) {
            Sql.update(
                c, pool ? "INSERT INTO officer_pool VALUES (?)" : "DELETE FROM officer_pool WHERE officer = ?", number);
            Audit.append(
                c, book.clock().instant(),
                new Audit.Act(by.shown(), pool ? "准看未分配地区" : "不再看未分配地区", number, "", "", ""));
          }
          return true;
        });
  }

  /**
   * Registers somebody.
   *
   * @param by the 安全管理员; empty only for the very first officer, who must be one
   * @return the token, which nobody can show again
   */
  public String add(Officer officer, Optional<Officer> by) {
    check(officer);
    return book.database().write(
        c -> {
          Officer registrar = registrar(c, by, officer);
          if (!OfficerRows.any(c)) {
            if (Regions.own(c).isEmpty()) {
              Regions.own(c, officer.region(), book.clock().instant());
            }
          } else if (!Regions.scope(c, registrar).covers(officer.region())) {
            throw new Refusal(registrar.shown() + "只能登记本地区的人员：" + officer.region() + " 不在其内");
          }
          if (OfficerRows.find(c, officer.number()).isPresent()) {
            throw new Refusal("证号 " + officer.number() + " 已经登记：请核对");
          }
          Instant now = book.clock().instant();
          Sql.update(
              c, "INSERT INTO officer (number, name, organ, region, state, added_at) VALUES (?, ?, ?, ?, 'ACTIVE', ?)",
              officer.number(), officer.name(), officer.organ(), officer.region(), now);
          for (Role role : officer.roles()) {
            Sql.update(c, "INSERT INTO officer_role VALUES (?, ?)", officer.number(), role);
          }
          Audit.append(
              c, now,
              new Audit.Act(registrar.shown(), "登记人员", officer.number(), officer.shown(), "", officer.organ() + " " + Role.labels(officer.roles())));
          return issue(c, officer, registrar, now);
        });
  }

  private static void check(Officer o) {
    if (o.number().isBlank() || o.name().isBlank() || o.organ().isBlank()) {
      throw new Refusal("姓名、证号和单位都要填写：请补全");
    }
    if (!o.number().equals(o.number().strip()) || !o.name().equals(o.name().strip()) || o.name().equals(Audit.PROGRAM)) {
      throw new Refusal("姓名或证号写法不妥：前后不能有空格，也不能是“" + Audit.PROGRAM + "”");
    }
    if (!o.region().matches("\\d{6}")) {
      throw new Refusal("行政区划代码应为六位数字，现为：" + o.region());
    }
    if (o.roles().isEmpty() || !Role.together(o.roles())) {
      throw new Refusal("角色有误：至少一个；系统管理员、安全管理员、审计管理员须分设，且不得兼任业务角色");
    }
  }

  private static Officer registrar(Connection c, Optional<Officer> by, Officer first) throws SQLException {
    if (!OfficerRows.any(c)) {
      if (!first.roles().equals(Set.of(Role.SECURITY_ADMIN))) {
        throw new Refusal("第一个登记的须是安全管理员，由其登记其他人员：请写 --role " + Role.SECURITY_ADMIN.label());
      }
      return first;
    }
    Officer registrar = by.orElseThrow(() -> new Refusal("登记人员须由安全管理员办理：请出示本人令牌"));
    OfficerRows.known(c, registrar.number()).require("登记人员", Role.SECURITY_ADMIN);
    return registrar;
  }

  private String issue(Connection c, Officer officer, Officer by, Instant now) throws SQLException {
    Sql.update(c, "UPDATE officer_token SET revoked_at = ? WHERE officer = ? AND revoked_at IS NULL", now, officer.number());
    String id = SecretHash.random(9);
    String secret = SecretHash.random(32);
    SecretHash hash = SecretHash.of(secret, iterations);
    Sql.update(
        c, "INSERT INTO officer_token (id, officer, salt, iterations, hash, issued_at) VALUES (?, ?, ?, ?, ?, ?)",
        id, officer.number(), hash.salt(), hash.iterations(), hash.hash(), now);
    Audit.append(c, now, new Audit.Act(by.shown(), "发放令牌", officer.number(), "", "", id));
    return "qz_" + id + "_" + secret;
  }

  /** A new token; the old one is worth nothing from now on. */
  public String renewToken(String number, Officer by) {
    require(number);
    return book.database().write(
        c -> {
          OfficerRows.known(c, by.number()).require("换发令牌", Role.SECURITY_ADMIN);
          Officer officer = OfficerRows.known(c, number);
          if (!officer.active()) {
            throw new Refusal(officer.shown() + "已停用，不能换发令牌：请先恢复");
          }
          return issue(c, officer, by, book.clock().instant());
        });
  }

  /** Suspends an officer, who can do nothing from now on and whose token is worth nothing; or lets him work again. */
  public void setActive(String number, boolean active, String reason, Officer by) {
    require(number);
    book.database().write(
        c -> {
          String act = active ? "恢复人员" : "停用人员";
          OfficerRows.known(c, by.number()).require(act, Role.SECURITY_ADMIN);
          Officer officer = OfficerRows.known(c, number);
          if (reason.isBlank()) {
            throw new Refusal(act + "必须写明理由：请填写");
          }
          if (officer.active() == active) {
            throw new Refusal(officer.shown() + "已是“" + state(active) + "”，可能刚由别人办理：请刷新页面");
          }
          if (!active && officer.number().equals(by.number())) {
            throw new Refusal("不能停用自己：请由另一名安全管理员办理");
          }
          Instant now = book.clock().instant();
          Sql.update(c, "UPDATE officer SET state = ? WHERE number = ?", active ? "ACTIVE" : "SUSPENDED", number);
          if (!active) {
            Sql.update(c, "UPDATE officer_token SET revoked_at = ? WHERE officer = ? AND revoked_at IS NULL", now, number);
          }
          Audit.append(c, now, new Audit.Act(by.shown(), act, number, reason.strip(), state(officer.active()), state(active)));
          return true;
        });
  }

  private static String state(boolean active) {
    return active ? "在岗" : "停用";
  }

  /**
   * Who holds a token.
   *
   * @throws Refusal the same one whatever is wrong with it
   */
  public Officer signIn(String token) {
    var m = TOKEN.matcher(token.strip());
    Optional<Officer> holder = m.matches() ? holder(m.group(1), m.group(2)) : Optional.empty();
    return holder.filter(Officer::active).orElseThrow(() -> new Refusal("令牌无效或已作废：请核对，或请安全管理员换发"));
  }

  private Optional<Officer> holder(String id, String secret) {
    record Kept(String officer, SecretHash hash) {}
    Optional<Kept> kept =
        book.database().read(
            c ->
                Sql.first(
                    c,
                    r -> new Kept(r.getString("officer"), new SecretHash(r.getString("salt"), r.getInt("iterations"), r.getString("hash"))),
                    "SELECT * FROM officer_token WHERE id = ? AND revoked_at IS NULL", id));
    return kept.filter(k -> k.hash.matches(secret)).flatMap(k -> book.database().read(c -> OfficerRows.find(c, k.officer)));
  }
}
