package cn.qingzheng.console.web;

import cn.qingzheng.casework.CaseFile;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChannelKind;
import cn.qingzheng.casework.FindingFilter;
import cn.qingzheng.casework.FindingRecord;
import cn.qingzheng.casework.Kept;
import cn.qingzheng.casework.NoticeDesk;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Outbox;
import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.Role;
import cn.qingzheng.casework.Run;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.CaseStandings;
import cn.qingzheng.console.search.NewHits;
import cn.qingzheng.model.Hit;
import java.util.function.Function;
import cn.qingzheng.console.schedule.ScheduleState;
import cn.qingzheng.console.serve.HomeLetters;
import cn.qingzheng.console.serve.HomeSources;
import cn.qingzheng.index.EvidenceIndex;
import cn.qingzheng.index.IndexedPage;
import cn.qingzheng.model.BlockKind;
import cn.qingzheng.model.EvidencePackage;
import cn.qingzheng.model.PromoterStatus;
import cn.qingzheng.model.Segmentation;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.WrittenForm;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.imageio.ImageIO;

/** The console's data over a real index and a real casebook, filled with fictional pages. */
final class TestConsole implements ConsoleData, AutoCloseable {
  static final String PROBE = "<script>alert('x')</script><img src=x onerror=alert(1)>\"'";
  static final String PASSWORD = "榴花-照眼-2026";
  static final String HOSTILE = "20261122T170900Z-hostile";

  private static final String RUN = "run-20261123";
  private static final Instant NOW = Instant.parse("2026-11-22T17:00:00Z");

  private final Map<String, CapturedPage> pages = new HashMap<>();
  private final EvidenceIndex index;
  private final Casebook casebook;
  /** As whoever asks sees it. */
  private final Casebook seen;
  private final Path home;
  private final Raw raw;

  TestConsole(Path home) throws IOException {
    this(
        home, Casebook.open(home.resolve("qingzheng.db"), Clock.fixed(NOW, ZoneOffset.UTC)),
        () -> DriverManager.getConnection("jdbc:sqlite:" + home.resolve("qingzheng.db")));
  }

  /** A way into the database past the casebook. */
  interface Raw {
    Connection open() throws SQLException;
  }

  /** Over a casebook on a server. */
  TestConsole(Path home, PostgresServer server) throws IOException {
    this(
        home, Casebook.open(server, home, Clock.fixed(NOW, ZoneOffset.UTC)),
        () -> DriverManager.getConnection(server.url(), server.user(), server.password()));
  }

  private TestConsole(Path home, Casebook casebook, Raw raw) throws IOException {
    this.home = home;
    this.casebook = casebook;
    this.raw = raw;
    Files.writeString(
        home.resolve("contacts.csv"),
        "platform,company,credit_code,channel,address\nwww.lanhai-edu.example,蓝海职业培训学校,,PAPER,海清市海风路 1 号\nqiancheng.example,前程教育,,PAPER,海清市云台路 9 号\nshop.kuaigou.example,快购·考证小店,,PAPER,海清市集市街 3 号\n");
    index = EvidenceIndex.open(home.resolve("index"), new SmallFolding(), TestConsole::characters, new CaseStandings(casebook));
    seen = casebook.within(() -> Sight.of(casebook));
    casebook.startRun(RUN);
    hostile();
    lanhai();
    others();
    casebook.endRun(RUN, "{}");
    index.commit();
    seal();
  }

  private static List<Segmentation.Word> characters(String text) {
    return text.codePoints().collect(
        java.util.ArrayList::new, (all, c) -> add(all, Character.charCount(c)), java.util.ArrayList::addAll);
  }

  private static void add(List<Segmentation.Word> words, int length) {
    int start = words.isEmpty() ? 0 : words.getLast().span().end();
    words.add(new Segmentation.Word(new Span(start, start + length), "x"));
  }

  private void hostile() throws IOException {
    put(new PageSketch(HOSTILE, "http://hostile.example/?q=%3Cscript%3E&x='%22", NOW.plusSeconds(540), PROBE + "包过")
        .line(BlockKind.PARAGRAPH, PROBE + " 考证包 過，联系 13812345678 javascript:alert(1)")
        .by(PROBE, PromoterStatus.UNAPPROVED)
        .found("guarantee", "包过", "包 過", WrittenForm.SEPARATED, Severity.HIGH));
  }

  private void lanhai() throws IOException {
    put(new PageSketch("20261122T170112Z-lanhai-01", "http://www.lanhai-edu.example/course/jkgls.html", NOW.plusSeconds(72), "健康管理师考前集训班｜蓝海职业培训")
        .line(BlockKind.LINK, "首页　课程中心　师资力量　联系我们")
        .line(BlockKind.HEADING, "健康管理师（三级）考前集训班")
        .line(BlockKind.PARAGRAPH, "2026 年下半年最后一期，名额有限。签约学员一次堡過，不过全额退费，内部渠道直接报名，无需到场。")
        .line(BlockKind.PARAGRAPH, "人社部认证，证书全国通用，可申领技能补贴。往期学员包 过率 98%，证书官网可查。")
        .line(BlockKind.LIST_ITEM, "课时：在线 40 课时，随到随学")
        .line(BlockKind.LIST_ITEM, "费用：1980 元（含报名费、教材费）")
        .line(BlockKind.PARAGRAPH, "本校郑重声明：国家职业资格考试没有任何形式的保过，请学员谨防受骗。")
        .line(BlockKind.PARAGRAPH, "咨询电话 400-000-1234，联系人：王小明，微信号：lanhai2026kf")
        .hidden("包过 免考 内部渠道 健康管理师证书代办")
        .by("蓝海职业培训学校", PromoterStatus.UNAPPROVED)
        .found("guarantee", "包过", "堡過", WrittenForm.HOMOPHONE, Severity.HIGH)
        .found("guarantee", "包过", "包 过", WrittenForm.SEPARATED, Severity.HIGH)
        .found("internal-channel", "内部渠道", "内部渠道", WrittenForm.LITERAL, Severity.MEDIUM));
  }

  private void others() throws IOException {
    String[][] offers = {
      {"qiancheng.example", "前程教育", "人力资源管理师证书，包过班火热报名，不过退款"}, {"shop.kuaigou.example", "快购·考证小店", "心理咨询师代报名 包過 拿证快"},
      {"www.haina-cert.example", "海纳认证中心", "加盟代理，保证通过，证书全国联网"}, {"mingde.example", "明德培训", "我校不承诺包过，报名请认准备案信息"},
      {"news.qingbao.example", "青报网", "警惕“包过”骗局：记者暗访考证培训"}, {"bbs.zhichang.example", "职场论坛", "有人买过包 过的健康管理师吗"}};
    for (int i = 0; i < 48; i++) {
      String[] o = offers[i % offers.length];
      String surface = o[2].contains("包過") ? "包過" : o[2].contains("包 过") ? "包 过" : o[2].contains("保证通过") ? "保证通过" : "包过";
      PageSketch page = new PageSketch(
          "20261122T1712%02dZ-%s".formatted(i, o[0]), "http://" + o[0] + "/p/" + i + ".html", NOW.plusSeconds(700 + i - (i % 3) * 2_592_000L),
          o[2].split("，")[0] + "（" + (i + 1) + "）")
          .line(BlockKind.PARAGRAPH, o[2] + "。第 " + i + " 期，" + o[1] + "。");
      if (i % 6 < 3) {
        page.by(o[1], i % 2 == 0 ? PromoterStatus.UNAPPROVED : PromoterStatus.FILED)
            .found("guarantee", "包过", surface, surface.equals("包过") ? WrittenForm.LITERAL : surface.equals("保证通过") ? WrittenForm.SYNONYM : WrittenForm.TRADITIONAL,
                i % 6 == 2 ? Severity.MEDIUM : Severity.HIGH);
      }
      put(page);
    }
  }

  private void put(PageSketch sketch) throws IOException {
    var page = sketch.page();
    var result = sketch.result();
    Function<Hit, String> fingerprint = hit -> Integer.toHexString(
        (page.url() + hit.ruleId() + hit.match().surface() + hit.place().sentence()).hashCode());
    casebook.record(RUN, page, result, fingerprint);
    index.put(new IndexedPage(
        page, result,
        new IndexedPage.Origin("lanhai", Optional.of("370200"), Optional.of("快购").filter(p -> page.host().contains("kuaigou"))),
        result.violations().stream().map(fingerprint).collect(Collectors.toSet()),
        Optional.of(page.title().replaceAll("（.*", "")).filter(t -> page.url().toString().contains("/p/"))));
    pages.put(page.captureId(), new CapturedPage(
        page, result, Optional.of(sketch.capture()), Optional.of(screenshot()).filter(p -> page.host().contains("lanhai")),
        casebook.findings(FindingFilter.all().host(page.host())).stream().flatMap(f -> f.caseId().stream()).findFirst()));
  }

  private Path screenshot() throws IOException {
    Path png = home.resolve("shot.png");
    if (!Files.exists(png)) {
      BufferedImage image = new BufferedImage(640, 400, BufferedImage.TYPE_INT_RGB);
      Graphics2D g = image.createGraphics();
      g.setPaint(new Color(0xF2F6FA));
      g.fillRect(0, 0, 640, 400);
      g.setPaint(new Color(0x2B5C8A));
      g.fillRect(0, 0, 640, 60);
      g.dispose();
      ImageIO.write(image, "png", png.toFile());
    }
    return png;
  }

  private void seal() throws IOException {
    if (casebook.cases().isEmpty()) {
      return;
    }
    CaseFile first = casebook.cases().getFirst();
    Path zip = Files.write(home.resolve("EV-20261123-000001.zip"), new byte[] {'P', 'K', 5, 6});
    casebook.addEvidence(first.id(), HOSTILE, new EvidencePackage(
        "EV-20261123-000001", zip, NOW, "ab".repeat(32), "cd".repeat(32)), "张三");
    Files.writeString(home.resolve("合规提示函.docx"), "draft");
  }

  Office office() {
    return office(casebook);
  }

  /** Another console's over the same casebook, opened by itself. */
  Office office(Casebook casebook) {
    Casebook seen = casebook.within(() -> Sight.of(casebook));
    return new Office(
        seen, new HomeLetters(seen, new Home(home), config(), Clock.fixed(NOW, ZoneOffset.UTC)),
        new HomeSources(seen, new Home(home), Set.of("restricted-goods", "copycat-names")));
  }

  private Config config() {
    Config.Organ o = Config.defaults().organ();
    return Config.defaults().with(new Config.Organ(organ(), o.kind(), "海人社函", "370200", "职业能力建设科", "400-000-1200", "政务邮箱"));
  }

  Casebook casebook() {
    return casebook;
  }

  /** Registers somebody and gives him a password of his own; the security administrator first. */
  void register(String number, String name, Role... roles) {
    register("370200", number, name, roles);
  }

  /** Registers somebody of a region; this installation is that of 370200. */
  void register(String region, String number, String name, Role... roles) {
    Officer admin = new Officer("A001", "安岚", organ(), "370200", Set.of(Role.SECURITY_ADMIN), true);
    Officers officers = new Officers(casebook);
    if (!officers.any()) {
      officers.add(admin, Optional.empty());
    }
    Officer officer = new Officer(number, name, organ(), region, Set.of(roles), true);
    if (!number.equals(admin.number())) {
      officers.add(officer, Optional.of(admin));
    }
    givePassword(number);
  }

  /** Past the casebook and with the fewest rounds that the database takes, or most of a test would be spent on hashing. */
  private void givePassword(String number) {
    try (Connection c = raw.open();
        PreparedStatement insert =
            c.prepareStatement("INSERT INTO officer_password (officer, salt, iterations, hash, one_time, version, changed_at) VALUES (?, 'ab', 100000, ?, 0, 1, 0)")) {
      PBEKeySpec spec = new PBEKeySpec(PASSWORD.toCharArray(), new byte[] {(byte) 0xab}, 100_000, 256);
      insert.setString(1, number);
      insert.setString(2, HexFormat.of().formatHex(SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded()));
      insert.executeUpdate();
    } catch (SQLException | GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Registers those through whose hands a letter goes. */
  void registerOffice() {
    register("A001", "安岚", Role.SECURITY_ADMIN);
    register("B001", "白果", Role.ANALYST);
    register("C001", "程砚", Role.REVIEWER);
    register("D001", "丁香", Role.APPROVER);
    register("E001", "鄂云", Role.SEAL_KEEPER);
  }

  Officer officer(String number) {
    return new Officers(casebook).list().stream().filter(o -> o.number().equals(number)).findFirst().orElseThrow();
  }

  /** A letter about that host that has arrived; takes {@link #registerOffice}. */
  NoticeDraft delivered(String host) throws IOException {
    String caseId = caseWith(host);
    casebook.confirmCase(caseId, "B001", "属实");
    LetterRoom letters = office().letters();
    String id = letters.draft(caseId, officer("B001")).get(0).id();
    NoticeDesk desk = new NoticeDesk(casebook);
    desk.submit(id, officer("B001"));
    desk.review(id, officer("C001"));
    desk.sign(id, officer("D001"));
    letters.seal(id, officer("E001"));
    letters.send(id, officer("B001"));
    new Outbox(casebook).arrived(id, ChannelKind.PAPER, "前台签收", officer("B001"));
    return letters.find(id).orElseThrow();
  }

  /** As it stands in the files of the letter. */
  String replyKey(NoticeDraft letter) throws IOException {
    String json = Files.readString(home.resolve("outbox").resolve(letter.id()).resolve("清单.json"));
    return json.replaceAll("(?s).*\"reply_token\":\"([^\"]+)\".*", "$1");
  }

  String caseWith(String host) {
    return casebook.findings(FindingFilter.all().host(host)).get(0).caseId().orElseThrow();
  }

  String firstCase() {
    return casebook.cases().getFirst().id();
  }

  @Override
  public String organ() {
    return "海清市人力资源和社会保障局";
  }

  @Override
  public Optional<EvidenceIndex> index() {
    return Optional.of(index.within(() -> Sight.regions(casebook)));
  }

  /** As a scan does that finds one page more. */
  void later(PageSketch sketch) throws IOException {
    put(sketch);
    index.commit();
    NewHits.count(casebook, index);
  }

  @Override
  public Map<String, String> ruleNames() {
    return Map.of("guarantee", "保证性承诺");
  }

  @Override
  public Optional<CapturedPage> page(String captureId) {
    return Optional.ofNullable(pages.get(captureId)).filter(p -> seen.sees(Kept.CAPTURE, captureId));
  }

  @Override
  public List<FindingRecord> findings(FindingFilter filter) {
    return seen.findings(filter);
  }

  @Override
  public long count(FindingFilter filter) {
    return seen.count(filter);
  }

  @Override
  public List<CaseFile> cases() {
    return seen.cases();
  }

  @Override
  public Optional<CaseFile> caseFile(String caseId) {
    return seen.caseFile(caseId);
  }

  @Override
  public List<StoredEvidence> evidence(String caseId) {
    return seen.evidence(caseId);
  }

  @Override
  public CaptureRoom captures() {
    return new CaptureRoom() {
      @Override
      public List<StoredEvidence> packages(String captureId) {
        return seen.evidenceOfCapture(captureId);
      }

      @Override
      public List<Box> boxes(String captureId) {
        return captureId.contains("lanhai") ? List.of(new Box(1, 91, true, 40, 80, 60, 20), new Box(2, 7, false, 10, 5, 30, 12)) : List.of();
      }

      @Override
      public Optional<String> source(String captureId) {
        return Optional.of("<html><body onload=alert(1)>" + PROBE + " 13812345678</body></html>");
      }

      @Override
      public List<PageRecord> history(java.net.URI url) {
        return seen.history(url, 10);
      }

      @Override
      public Segmentation words() {
        return TestConsole::characters;
      }

      @Override
      public cn.qingzheng.evidence.VerificationReport verify(StoredEvidence evidence) {
        return new cn.qingzheng.evidence.EvidenceVerifier().verify(evidence.sealed().file());
      }
    };
  }

  /** How often the audit log tells of an act. */
  long acts(String what) {
    return casebook.audit(0, 10_000).stream().filter(a -> a.what().equals(what)).count();
  }

  @Override
  public List<Draft> drafts(String caseId) {
    return caseId.equals(firstCase()) && seen.sees(Kept.CASE, caseId)
        ? List.of(new Draft("1", "合规提示函（发往快购平台）", "草稿", List.of(home.resolve("合规提示函.docx"))))
        : List.of();
  }

  @Override
  public Optional<LastScan> lastScan() {
    Run run = seen.runs().getFirst();
    return Optional.of(new LastScan(
        run.id(), run.started(), run.ended().map(e -> e.plusSeconds(1382)),
        seen.pages(run.id()).stream().collect(Collectors.groupingBy(PageRecord::outcome, Collectors.counting())),
        seen.changes(run.id()),
        List.of(new Trouble("超时", 3), new Trouble("robots.txt 不允许", 12)),
        List.of("shop.example：被拦截，已暂停：HTTP 403，<b>要求验证码</b>，暂停至 2026-11-24 01:00，请人工处理")));
  }

  @Override
  public Optional<ScheduleState> schedule() {
    return Optional.of(new ScheduleState(
        Optional.empty(), Optional.of(new ScheduleState.Last(NOW, "50 页，新增线索 26 条")), Optional.of(NOW.plusSeconds(86_400))));
  }

  @Override
  public List<Missing> missing() {
    return List.of(new Missing("Chromium", "没有截图和脚本渲染；安装 chromium 后重新启动"));
  }


  @Override
  public void close() {
    index.close();
    casebook.close();
  }
}
