package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Engine.class)
class AccountsTest {
  private static final String GOOD = "榴花-照眼-2026";

  @TempDir Path folder;
  @Parameter Engine engine;
  private Engine.Place place;
  private Casebook book;
  private Accounts accounts;

  @BeforeEach
  void open() {
    place = engine.place(folder);
    reopen(Duration.ZERO);
    People.register(book, People.WRITER);
  }

  private void reopen(Duration later) {
    if (book != null) {
      book.close();
    }
    book = place.open(Clock.offset(Sample.CLOCK, later));
    accounts = new Accounts(book);
  }

  @AfterEach
  void close() {
    book.close();
  }

  private SignIn.Welcome welcome(String number, String password) {
    return assertInstanceOf(SignIn.Welcome.class, accounts.signIn(number, password, "10.0.0.7"));
  }

  private String refused(String number, String password) {
    return assertInstanceOf(SignIn.Refused.class, accounts.signIn(number, password, "10.0.0.7")).why();
  }

  private void ownPassword() {
    String first = accounts.oneTimePassword("B001", People.ADMIN);
    accounts.changePassword(People.WRITER, first, GOOD);
  }

  @Test
  void a_first_password_is_good_for_changing_it_and_the_old_one_is_worth_nothing_then() {
    assertFalse(accounts.any());
    String first = accounts.oneTimePassword("B001", People.ADMIN);
    SignIn.Welcome before = welcome(" B001 ", first);
    assertTrue(before.mustChange());
    long version = accounts.changePassword(before.officer(), first, GOOD);
    SignIn.Welcome after = welcome("B001", GOOD);
    assertFalse(after.mustChange());
    assertEquals(People.WRITER, after.officer());
    assertEquals(version, after.version());
    refused("B001", first);
    assertTrue(accounts.still("B001", before.version()).isEmpty(), "who is signed in with the old one is out");
    assertEquals(after, accounts.still("B001", version).orElseThrow());
  }

  @Test
  void wrong_names_and_wrong_passwords_are_told_apart_by_nobody() {
    ownPassword();
    String why = refused("B001", "falsch");
    assertEquals(why, refused("Z999", "falsch"));
    assertEquals(why, refused("A001", ""));
    new Officers(book).setActive("B001", false, "调离", People.ADMIN);
    assertEquals(why, refused("B001", GOOD));
    assertTrue(accounts.still("B001", 2).isEmpty());
  }

  @Test
  void five_wrong_passwords_lock_the_account_for_a_quarter_of_an_hour() {
    ownPassword();
    for (int i = 0; i < 4; i++) {
      refused("B001", "falsch");
    }
    welcome("B001", GOOD);
    for (int i = 0; i < 5; i++) {
      refused("B001", "falsch");
    }
    refused("B001", GOOD);
    reopen(Duration.ofMinutes(14));
    refused("B001", GOOD);
    reopen(Duration.ofMinutes(16));
    welcome("B001", GOOD);
    List<String> log = book.audit(0, 100).stream().map(AuditEntry::what).filter(w -> w.contains("登录")).toList();
    assertEquals(9, log.stream().filter(w -> w.startsWith("登录失败")).count());
    assertEquals(1, log.stream().filter(w -> w.equals("登录失败，账号锁定")).count());
    assertTrue(log.contains("登录"));
  }

  @Test
  void a_new_first_password_unlocks_and_only_the_security_administrator_gives_one() {
    ownPassword();
    for (int i = 0; i < 5; i++) {
      refused("B001", "falsch");
    }
    assertTrue(assertThrows(Refusal.class, () -> accounts.oneTimePassword("B001", People.WRITER)).getMessage().contains("安全管理员"));
    welcome("B001", accounts.oneTimePassword("B001", People.ADMIN));
    assertFalse(book.audit(0, 100).toString().contains(GOOD));
  }

  @Test
  void weak_passwords_are_refused() {
    String first = accounts.oneTimePassword("B001", People.ADMIN);
    for (String weak :
        List.of("", "Ab1-x", "1111111111-a", "abcdefghijkl", "abc123456789", "白果-2026-xyz!", "b001-Zxcvb!9", first, "x".repeat(200))) {
      assertThrows(Refusal.class, () -> accounts.changePassword(People.WRITER, first, weak), weak);
    }
    assertThrows(Refusal.class, () -> accounts.changePassword(People.WRITER, "falsch", GOOD));
    accounts.changePassword(People.WRITER, first, "four words in a row");
  }
}
