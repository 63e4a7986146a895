package cn.qingzheng.casework;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Long form, with letters as they really go out: {@code bench/run letters}, that is {@code -Dqingzheng.letters.kill=1000}. */
class PostKillTest {
  private static final int LETTERS = Integer.getInteger("qingzheng.letters.kill", 16);
  private static final int KILLS = Math.max(3, LETTERS * 3 / 100);

  /** Sealed PDF, DOCX and lists for each letter take most of a second; the short form has a line of text. */
  private static final boolean SEALED = LETTERS > 100;

  /** So much faster than the wall's goes the clock, so that leases and delays run out within the test. */
  private static final int FACTOR = LETTERS > 100 ? 300 : 1200;

  @TempDir Path folder;

  @Test
  void every_letter_arrives_once_by_its_key_whenever_the_program_is_killed() throws Exception {
    fill();
    Files.writeString(folder.resolve("secret"), "sixteen-characters-or-more");
    Random dice = new Random(7);
    long start = System.currentTimeMillis();
    int killed = 0;
    try (FaultyReceivers receivers = new FaultyReceivers(11)) {
      boolean done = false;
      for (int round = 0; !done; round++) {
        assertTrue(round < 10 * KILLS + 100, "it should end");
        int steps = round < KILLS ? 1 + dice.nextInt(2 * LETTERS / KILLS) : Integer.MAX_VALUE;
        done = run(receivers, start, steps, dice.nextInt(40));
        killed += done ? 0 : 1;
      }
      check(receivers, killed, start);
    }
  }

  private void fill() {
    try (Casebook book = Casebook.open(folder.resolve("qingzheng.db"), Sample.CLOCK)) {
      book.startRun("r1");
      for (int i = 0; i < LETTERS; i++) {
        SampleBook.record(book, Sample.page("https://h" + i + ".example/a").capture("c" + i, Sample.NOON).hit("guarantee", "包过", "一次包过。"));
      }
      People.registerAll(book);
      book.cases().forEach(k -> book.confirmCase(k.id(), "B001", "属实"));
    }
  }

  /** Lets it take so many steps and a moment more. Whether it came to its end before that. */
  private boolean run(FaultyReceivers receivers, long start, int steps, int moment) throws IOException, InterruptedException {
    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m", "--enable-native-access=ALL-UNNAMED",
                "-cp", System.getProperty("java.class.path"), PostChild.class.getName(), folder.toString(),
                Integer.toString(receivers.webPort()), Integer.toString(receivers.mailPort()), Long.toString(start), Integer.toString(FACTOR), Boolean.toString(SEALED))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader out = child.inputReader()) {
      String said = out.readLine();
      for (int step = 0; step <= steps && !"done".equals(said); step++) {
        assertTrue(said != null, "it should not end by itself");
        said = out.readLine();
      }
      if ("done".equals(said)) {
        child.waitFor();
        return true;
      }
      // Somewhere inside the next steps.
      Thread.sleep(moment);
      assertTrue(child.toHandle().destroyForcibly());
      child.waitFor();
      return false;
    }
  }

  private void check(FaultyReceivers receivers, int killed, long start) throws Exception {
    try (Casebook book = Casebook.open(folder.resolve("qingzheng.db"), Sample.CLOCK)) {
      List<Delivery> all = new Outbox(book).list(java.util.Optional.empty());
      assertEquals(LETTERS, all.size(), "none lost");
      assertTrue(all.stream().allMatch(d -> d.state() == Delivery.State.DELIVERED));
      Map<String, AtomicInteger> mails = receivers.mails();
      List<String> missing = new ArrayList<>();
      for (Delivery d : all) {
        boolean there =
            d.channel() == ChannelKind.WEBHOOK
                ? receivers.hooks.containsKey(d.key())
                : mails.containsKey("<" + d.key() + "@hrss.haitang.example>");
        if (!there) {
          missing.add(d.noticeId());
        }
      }
      assertEquals(List.of(), missing, "what we call delivered is with the receiver");
      assertEquals(LETTERS, receivers.hooks.size() + mails.size(), "and nothing else is: each key once");
      List<String> numbers = DocumentNumbers.list(book).stream().map(DocumentNumbers.Entry::docNo).toList();
      assertEquals(IntStream.rangeClosed(1, LETTERS).mapToObj(i -> "海人社提函〔2026〕" + i + "号").toList(), numbers, "文号 without gaps");
      assertInstanceOf(AuditVerdict.Intact.class, book.verifyAudit());
      int files = intact(book);
      int received = sum(receivers.hooks) + sum(mails);
      System.out.printf(
          "letters %d (%d files%s), kills %d in %d s, distinct keys received %d, received in all %d (repeats dropped by key %d), refused %d, cut %d%n",
          LETTERS, files, SEALED ? ", sealed" : "", killed, (System.currentTimeMillis() - start) / 1000, receivers.hooks.size() + mails.size(), received, received - LETTERS, receivers.refused.get(), receivers.cut.get());
    }
  }

  /** How many files lie in the outbox, each as it was when it was sealed; a sealed PDF is signed. */
  private int intact(Casebook book) throws Exception {
    record Kept(String notice, String name, String sha256) {}
    List<Kept> kept =
        book.database().read(c -> Sql.list(c, r -> new Kept(r.getString("notice_id"), r.getString("name"), r.getString("sha256")), "SELECT * FROM notice_file"));
    for (Kept k : kept) {
      byte[] bytes = Files.readAllBytes(SealRoom.folder(folder.resolve("outbox"), k.notice).resolve(k.name));
      assertEquals(k.sha256, java.util.HexFormat.of().formatHex(Audit.sha256().digest(bytes)), k.toString());
      assertTrue(!k.name.equals(LetterFiles.LETTER) || new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1).contains("ETSI.CAdES.detached"), k.toString());
    }
    assertEquals((SEALED ? 6 : 1) * LETTERS, kept.size());
    return kept.size();
  }

  private static int sum(Map<String, AtomicInteger> counts) {
    return counts.values().stream().mapToInt(AtomicInteger::get).sum();
  }
}
