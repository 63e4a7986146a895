package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A casebook with officers, confirmed findings, evidence, and letters on every step of their way. */
final class Letters implements AutoCloseable {
  final Path folder;
  final Engine.Place place;
  final Casebook book;
  final Notices notices;
  final NoticeDesk desk;
  final SealRoom seals;

  Letters(Path folder) throws IOException {
    this(folder, SampleBook.LABOUR);
  }

  Letters(Path folder, Issuer issuer) throws IOException {
    this(folder, issuer, Sample.CLOCK);
  }

  Letters(Path folder, Issuer issuer, java.time.Clock clock) throws IOException {
    this(folder, issuer, clock, Engine.SQLITE);
  }

  Letters(Path folder, Issuer issuer, java.time.Clock clock, Engine engine) throws IOException {
    this.folder = folder;
    this.place = engine.place(folder);
    SampleBook.fill(place).close();
    this.book = place.open(clock);
    People.registerAll(book);
    this.notices = new Notices(book, Templates.load(Optional.empty()), issuer);
    this.desk = new NoticeDesk(book);
    this.seals = new SealRoom(book, new LocalTestSeal(Key.ONE), outbox());
  }

  /** Made once: it takes a second. */
  private static final class Key {
    static final SealKey ONE = make();

    private static SealKey make() {
      try {
        Path home = java.nio.file.Files.createTempDirectory("seal");
        SealKey.open(home.resolve("test-seal.p12"), People.ORGAN, Sample.CLOCK);
        SealKey read = SealKey.open(home.resolve("test-seal.p12"), People.ORGAN, Sample.CLOCK);
        java.nio.file.Files.delete(home.resolve("test-seal.p12"));
        java.nio.file.Files.delete(home);
        return read;
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  Path outbox() {
    return folder.resolve("outbox");
  }

  /** Drafts to 流云商城, whose two shops are both confirmed. */
  NoticeDraft draft() {
    for (String subject : List.of("堃喆考证服务部", "镕信教育专营店")) {
      String caseId = SampleBook.caseOf(book, subject);
      if (book.caseFile(caseId).orElseThrow().state() == CaseState.CANDIDATE) {
        book.confirmCase(caseId, "B001", "属实");
        book.addEvidence(caseId, subject.startsWith("堃") ? "p2" : "p1", SampleBook.sealed(book, 'a'), "B001");
      }
    }
    List<String> cases = List.of(SampleBook.caseOf(book, "堃喆考证服务部"), SampleBook.caseOf(book, "镕信教育专营店"));
    return notices.draft(NoticeRequest.of(NoticeKind.COMPLIANCE_PROMPT, cases, "B001")).get(0);
  }

  NoticeDraft signed() {
    String id = draft().id();
    desk.submit(id, People.WRITER);
    desk.review(id, People.REVIEWER);
    return desk.sign(id, People.APPROVER);
  }

  NoticeDraft sealed() throws IOException {
    return seals.seal(signed().id(), People.SEAL_KEEPER);
  }

  /** As it stands in the files of a sealed letter, and nowhere else. */
  String replyKey(NoticeDraft letter) throws IOException {
    String json = java.nio.file.Files.readString(SealRoom.folder(outbox(), letter.id()).resolve(LetterFiles.JSON));
    return json.replaceAll("(?s).*\"reply_token\":\"([^\"]+)\".*", "$1");
  }

  @Override
  public void close() {
    book.close();
  }
}
