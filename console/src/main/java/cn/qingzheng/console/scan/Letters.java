package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Contacts;
import cn.qingzheng.casework.Issuer;
import cn.qingzheng.casework.LocalTestSeal;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeRequest;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.casework.SealKey;
import cn.qingzheng.casework.SealRoom;
import cn.qingzheng.casework.SealService;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Letters of one installation: drafted in the organ's name, with the home's own templates and contacts. */
public final class Letters {
  private final Casebook casebook;
  private final Notices notices;

  /** With what the home has of its own: {@code templates/}, {@code contacts.csv}. */
  public Letters(Casebook casebook, Config.Organ organ, Home home) {
    this.casebook = casebook;
    this.notices = new Notices(casebook, templates(home), issuer(organ), contacts(home));
  }

  public static Templates templates(Home home) {
    return Templates.load(ownTemplates(home));
  }

  /** The operator's own texts, if there are any. */
  public static Optional<Path> ownTemplates(Home home) {
    return Optional.of(home.folder().resolve("templates")).filter(Files::isDirectory);
  }

  /** Who stands behind platforms; none if there is no table. */
  public static Contacts contacts(Home home) {
    Path file = home.folder().resolve("contacts.csv");
    if (!Files.exists(file)) {
      return Contacts.none();
    }
    Problems problems = new Problems();
    Contacts contacts = Contacts.read(file, problems);
    problems.throwIfAny();
    return contacts;
  }

  static Issuer issuer(Config.Organ organ) {
    // 海人社函 is the word of the organ for letters; each kind adds its own.
    String word = organ.documentCode().replaceFirst("函$", "");
    return new Issuer(
        organ.name(), organ.kind(), Issuer.Level.of(organ.region()), word.contains("＿") ? "" : word, organ.contact(), organ.phone(),
        organ.replyChannel());
  }

  public Notices notices() {
    return notices;
  }

  public List<NoticeDraft> draft(List<String> caseIds, Notices.Include include, String drafter) {
    return notices.compliancePrompts(caseIds, include, drafter);
  }

  public List<NoticeDraft> draft(NoticeRequest request) {
    return notices.draft(request);
  }

  public List<NoticeDraft> list() {
    return notices.list();
  }

  /** The room where letters are sealed, with this machine's test seal. */
  public SealRoom seals(Home home, Config config, Clock clock) throws IOException {
    SealService seal = new LocalTestSeal(SealKey.open(home.folder().resolve("seal/test-seal.p12"), config.organ().name(), clock));
    return new SealRoom(casebook, seal, home.outbox(), config.web().replyAt());
  }

  /** What carries letters out, over the channels that are set up. Close it. */
  public static Carrier carrier(Casebook casebook, Home home, Config config, Clock clock) {
    return new Carrier(casebook, home, config, clock);
  }

  /** Writes DOCX and PDF into the folder, which is made if it is not there. */
  public List<Path> write(NoticeDraft draft, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path docx = folder.resolve(draft.id() + ".docx");
    Path pdf = folder.resolve(draft.id() + ".pdf");
    notices.writeDocx(draft, docx);
    notices.writePdf(draft, pdf);
    return List.of(docx, pdf);
  }
}
