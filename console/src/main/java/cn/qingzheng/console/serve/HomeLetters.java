package cn.qingzheng.console.serve;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeKind;
import cn.qingzheng.casework.NoticeRequest;
import cn.qingzheng.casework.NoticeScope;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Outbox;
import cn.qingzheng.casework.Replies;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyReceipts;
import cn.qingzheng.casework.SealRoom;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Carrier;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.console.web.LetterRoom;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The letters of a home, with its own texts, contacts, seal and channels; read anew for each act, so that edits count at once. */
public final class HomeLetters implements LetterRoom {
  private final Casebook casebook;
  private final Home home;
  private final Config config;
  private final Clock clock;

  public HomeLetters(Casebook casebook, Home home, Config config, Clock clock) {
    this.casebook = casebook;
    this.home = home;
    this.config = config;
    this.clock = clock;
  }

  private Letters letters() {
    return new Letters(casebook, config.organ(), home);
  }

  @Override
  public List<NoticeDraft> list() {
    return letters().list();
  }

  @Override
  public Optional<NoticeDraft> find(String id) {
    return letters().notices().find(id);
  }

  @Override
  public List<Path> files(String id) {
    Path sealed = SealRoom.folder(home.outbox(), id);
    if (Files.isDirectory(sealed)) {
      try (Stream<Path> files = Files.list(sealed)) {
        return files.filter(Files::isRegularFile).sorted().toList();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return Stream.of(".docx", ".pdf").map(end -> home.outbox().resolve(id + end)).filter(Files::isRegularFile).toList();
  }

  @Override
  public List<NoticeDraft> draft(List<String> caseIds, Officer by) throws IOException {
    Letters letters = letters();
    List<NoticeDraft> drafts =
        letters.draft(
            new NoticeRequest(
                NoticeKind.COMPLIANCE_PROMPT, NoticeScope.SINGLE, caseIds, Notices.Include.CONFIRMED, by.number(), Optional.empty(),
                Map.of(), Optional.empty()));
    for (NoticeDraft draft : drafts) {
      letters.write(draft, home.outbox());
    }
    return drafts;
  }

  @Override
  public void seal(String id, Officer by) throws IOException {
    letters().seals(home, config, clock).seal(id, by);
  }

  @Override
  public Replies replies() {
    return new Replies(casebook, home.imports());
  }

  @Override
  public byte[] receipt(NoticeDraft letter, Reply reply) throws IOException {
    return ReplyReceipts.load(Letters.ownTemplates(home)).pdf(letter, reply);
  }

  @Override
  public Optional<String> replyAt() {
    return config.web().replyAt();
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public void send(String id, Officer by) throws IOException {
    new Outbox(casebook).put(id, Letters.contacts(home), Set.of(), by);
    try (Carrier carrier = Letters.carrier(casebook.whole(), home, config, clock)) {
      carrier.run();
    }
  }
}
