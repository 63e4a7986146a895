package cn.qingzheng.casework;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes every case of a casebook through drafting, review, signature, seal and post until nothing is left to do, or
 * until somebody kills it. Half of the letters go by webhook, half by mail.
 */
final class PostChild {
  private static final Duration PATIENCE = Duration.ofMillis(1500);

  private final Casebook book;
  private final Path outboxFolder;
  private final NoticeDesk desk;
  private final SealRoom seals;
  private final Outbox outbox;
  private final Dispatch dispatch;
  private final Notices notices;
  private final int webPort;
  private final Path secret;

  private PostChild(Path home, int webPort, int mailPort, Clock clock, boolean sealed) throws IOException {
    this.book = Casebook.open(home.resolve("qingzheng.db"), clock);
    this.outboxFolder = home.resolve("outbox");
    this.webPort = webPort;
    this.secret = home.resolve("secret");
    this.desk = new NoticeDesk(book);
    this.outbox = new Outbox(book);
    this.seals =
        sealed
            ? new SealRoom(book, new LocalTestSeal(SealKey.open(home.resolve("seal/test-seal.p12"), People.ORGAN, clock)), outboxFolder)
            : new SealRoom(book, new NoSeal(), outboxFolder, PostChild::small);
    this.notices = new Notices(book, Templates.load(Optional.empty()), SampleBook.LABOUR);
    MailChannel.Server server =
        new MailChannel.Server(
            "127.0.0.1", mailPort, MailChannel.Tls.NONE, "jy@hrss.haitang.example", Optional.empty(), Optional.empty(), PATIENCE);
    this.dispatch =
        new Dispatch(
            book, outboxFolder, List.of(new WebhookChannel(InetSocketAddress::new, PATIENCE, clock), new MailChannel(server, clock)));
  }

  private record NoSeal() implements SealService {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public byte[] seal(byte[] pdf, Place place) {
      throw new IllegalStateException("no PDF is written here");
    }
  }

  /** Seconds pass as minutes do elsewhere, so that leases and delays run out within a test. */
  static Clock fast(long startMillis, int factor) {
    return new Clock() {
      @Override
      public Instant instant() {
        return Sample.NOON.plusMillis((System.currentTimeMillis() - startMillis) * factor);
      }

      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }
    };
  }

  private static void small(NoticeDraft draft, SealRoom.Sealing sealing, Path folder) throws IOException {
    Files.writeString(folder.resolve("函件.txt"), draft.signing().docNo().orElseThrow() + " " + draft.content().recipient());
  }

  public static void main(String[] args) throws Exception {
    Path home = Path.of(args[0]);
    PostChild child =
        new PostChild(home, Integer.parseInt(args[1]), Integer.parseInt(args[2]), fast(Long.parseLong(args[3]), Integer.parseInt(args[4])),
            Boolean.parseBoolean(args[5]));
    System.out.println("ready");
    child.work();
    child.book.close();
    System.out.println("done");
  }

  private void work() throws Exception {
    List<CaseFile> cases = book.cases();
    for (int i = 0; i < cases.size(); i++) {
      if (!through(cases.get(i), i)) {
        continue;
      }
      System.out.println("step");
      if (i % 5 == 0) {
        dispatch.run();
        System.out.println("step");
      }
    }
    while (open()) {
      dispatch.run();
      for (Delivery d : outbox.list(Optional.empty())) {
        if (d.state() == Delivery.State.PERSON) {
          outbox.again(d.noticeId(), People.WRITER);
        }
      }
      Thread.sleep(20);
      System.out.println("step");
    }
  }

  private boolean open() {
    return book.database().read(c -> Sql.number(c, "SELECT count(*) FROM delivery WHERE state <> 'DELIVERED'")) > 0;
  }

  /** Goes on with a case's letter where it stands. Whether there was anything to do. */
  private boolean through(CaseFile file, int number) throws IOException {
    Optional<String> known =
        book.database().read(c -> Sql.first(c, r -> r.getString(1), "SELECT notice_id FROM notice_case WHERE case_id = ?", file.id()));
    NoticeDraft at =
        known.isPresent()
            ? notices.find(known.get()).orElseThrow()
            : notices.draft(NoticeRequest.of(NoticeKind.COMPLIANCE_PROMPT, List.of(file.id()), "B001")).get(0);
    if (at.state() == NoticeState.SENDING || at.state() == NoticeState.DELIVERED) {
      return false;
    }
    if (at.state() == NoticeState.DRAFT) {
      at = desk.submit(at.id(), People.WRITER);
    }
    if (at.state() == NoticeState.IN_REVIEW) {
      at = desk.review(at.id(), People.REVIEWER);
    }
    if (at.state() == NoticeState.TO_SIGN && at.signing().docNo().isEmpty()) {
      at = desk.sign(at.id(), People.APPROVER);
    }
    if (at.state() == NoticeState.TO_SIGN) {
      at = seals.seal(at.id(), People.SEAL_KEEPER);
    }
    if (at.state() == NoticeState.SEALED) {
      ChannelKind kind = number % 2 == 0 ? ChannelKind.WEBHOOK : ChannelKind.EMAIL;
      String address = kind == ChannelKind.WEBHOOK ? "http://127.0.0.1:" + webPort + "/letters" : "p" + number + "@liuyun.example";
      String to = at.content().recipient();
      outbox.put(
          at.id(), Contacts.of(List.of(new Contacts.Contact(to, to, Optional.empty(), kind, address, Optional.of(secret)))), Set.of(), People.WRITER);
    }
    return true;
  }
}
