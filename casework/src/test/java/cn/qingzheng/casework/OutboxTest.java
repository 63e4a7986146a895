package cn.qingzheng.casework;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OutboxTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  @TempDir Path folder;
  private final MovingClock clock = new MovingClock();
  private final WireMockServer web = new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
  private final GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private Letters letters;
  private Outbox outbox;
  private Path secret;

  @BeforeEach
  void open() throws IOException {
    letters = new Letters(folder, SampleBook.LABOUR, clock);
    outbox = new Outbox(letters.book);
    secret = Files.writeString(folder.resolve("secret"), "sixteen-characters-or-more\n");
    web.start();
    mail.start();
  }

  @AfterEach
  void close() {
    web.stop();
    mail.stop();
    letters.close();
  }

  private Contacts contacts(ChannelKind kind, String address) {
    return Contacts.of(
        List.of(new Contacts.Contact("流云商城", "流云商城", Optional.empty(), kind, address, Optional.of(secret))));
  }

  private Dispatch dispatch() {
    Channel post = new WebhookChannel(InetSocketAddress::new, PATIENCE, clock);
    MailChannel.Server server =
        new MailChannel.Server(
            "127.0.0.1", mail.getSmtp().getPort(), MailChannel.Tls.NONE, "jy@hrss.haitang.example", Optional.empty(), Optional.empty(), PATIENCE);
    return new Dispatch(
        letters.book, letters.outbox(),
        List.of(post, new MailChannel(server, clock), new FolderChannel(folder.resolve("export")), new PaperChannel(folder.resolve("paper"))));
  }

  private NoticeDraft put(ChannelKind kind, String address) throws IOException {
    NoticeDraft sealed = letters.sealed();
    outbox.put(sealed.id(), contacts(kind, address), Set.of(), People.WRITER);
    return sealed;
  }

  private Delivery only() {
    return outbox.list(Optional.empty()).get(0);
  }

  private NoticeState state(NoticeDraft draft) {
    return letters.notices.find(draft.id()).orElseThrow().state();
  }

  private String hook() {
    return web.baseUrl() + "/letters";
  }

  private void answers(ResponseDefinitionBuilder answer) {
    web.resetAll();
    web.stubFor(post(urlEqualTo("/letters")).willReturn(answer));
  }

  @Test
  void a_webhook_is_signed_over_time_and_body_and_its_answer_is_the_receipt() throws Exception {
    answers(aResponse().withStatus(202).withBody("{\"receipt\":\"R-17\"}"));
    NoticeDraft sealed = put(ChannelKind.WEBHOOK, hook());
    assertEquals(NoticeState.SENDING, state(sealed));
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch().run());
    assertEquals(NoticeState.DELIVERED, state(sealed));
    assertEquals(Optional.of("HTTP 202 {\"receipt\":\"R-17\"}"), only().receipt());
    LoggedRequest request = web.findAll(postRequestedFor(urlEqualTo("/letters"))).get(0);
    String signed = WebhookChannel.signature("sixteen-characters-or-more".getBytes(StandardCharsets.UTF_8), request.getHeader("X-Qingzheng-Timestamp"), request.getBody());
    assertEquals("v1=" + signed, request.getHeader("X-Qingzheng-Signature"));
    assertEquals(only().key(), request.getHeader("Idempotency-Key"));
    JsonNode body = JsonMapper.builder().build().readTree(request.getBodyAsString());
    assertEquals("海人社提函〔2026〕1号", body.get("doc_no").asString());
    assertEquals(6, body.get("files").size());
    assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch().run(), "what arrived is not sent again");
  }

  @Test
  void it_is_tried_again_after_the_delays_and_then_a_person_looks() throws Exception {
    answers(aResponse().withStatus(503));
    put(ChannelKind.WEBHOOK, hook());
    Dispatch dispatch = dispatch();
    for (Duration delay : Dispatch.DELAYS) {
      assertEquals(new Dispatch.Round(0, 0, 1, 0), dispatch.run());
      clock.forward(delay.minusSeconds(1));
      assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch.run(), "not before " + delay);
      clock.forward(Duration.ofSeconds(1));
    }
    assertEquals(new Dispatch.Round(0, 0, 0, 1), dispatch.run());
    assertEquals(Delivery.State.PERSON, only().state());
    assertEquals(5, only().tries().size());
    clock.forward(Duration.ofDays(1));
    assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch.run());
    answers(aResponse().withStatus(200));
    outbox.again(only().noticeId(), People.WRITER);
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch.run());
  }

  @Test
  void every_fault_of_the_wire_is_a_later_try_and_a_refusal_is_a_persons() throws Exception {
    put(ChannelKind.WEBHOOK, hook());
    Dispatch dispatch = dispatch();
    for (ResponseDefinitionBuilder fault :
        List.of(
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER), aResponse().withFault(Fault.EMPTY_RESPONSE),
            aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE), aResponse().withStatus(429).withHeader("Retry-After", "7200"))) {
      answers(fault);
      assertEquals(new Dispatch.Round(0, 0, 1, 0), dispatch.run());
      clock.forward(Duration.ofMinutes(119));
    }
    assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch.run(), "the receiver asked for two hours");
    clock.forward(Duration.ofMinutes(1));
    answers(aResponse().withStatus(301).withHeader("Location", web.baseUrl() + "/elsewhere"));
    assertEquals(new Dispatch.Round(0, 0, 0, 1), dispatch.run());
    assertTrue(only().tries().getLast().detail().contains("对方拒收：HTTP 301"), only().tries().toString());
  }

  @Test
  void an_address_that_the_guard_refuses_is_never_asked() throws Exception {
    NoticeDraft sealed = letters.sealed();
    outbox.put(sealed.id(), contacts(ChannelKind.WEBHOOK, hook()), Set.of(), People.WRITER);
    Reach guard =
        (host, port) -> {
          throw new IOException("loopback");
        };
    Dispatch guarded = new Dispatch(letters.book, letters.outbox(), List.of(new WebhookChannel(guard, PATIENCE, clock)));
    assertEquals(new Dispatch.Round(0, 0, 0, 1), guarded.run());
    assertTrue(only().tries().get(0).detail().contains("地址不允许访问：loopback"));
    assertEquals(0, web.getAllServeEvents().size());
  }

  @Test
  void after_a_crash_between_sending_and_marking_the_same_key_goes_out_again() throws Exception {
    answers(aResponse().withStatus(200));
    put(ChannelKind.WEBHOOK, hook());
    Channel dies =
        new Channel() {
          private final Channel real = new WebhookChannel(InetSocketAddress::new, PATIENCE, clock);

          @Override
          public ChannelKind kind() {
            return ChannelKind.WEBHOOK;
          }

          @Override
          public Outcome send(Parcel parcel) {
            real.send(parcel);
            throw new Killed();
          }
        };
    assertThrows(Killed.class, () -> new Dispatch(letters.book, letters.outbox(), List.of(dies)).run());
    assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch().run(), "leased: somebody may still be at it");
    clock.forward(Dispatch.LEASE);
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch().run());
    List<LoggedRequest> requests = web.findAll(postRequestedFor(urlEqualTo("/letters")));
    assertEquals(2, requests.size());
    assertEquals(1, requests.stream().map(r -> r.getHeader("Idempotency-Key")).distinct().count());
  }

  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void a_channel_with_a_bug_costs_its_letter_only() throws Exception {
    put(ChannelKind.FOLDER, "协同共治");
    Channel broken =
        new Channel() {
          @Override
          public ChannelKind kind() {
            return ChannelKind.FOLDER;
          }

          @Override
          public Outcome send(Parcel parcel) {
            throw new IllegalArgumentException("bug");
          }
        };
    assertEquals(new Dispatch.Round(0, 0, 1, 0), new Dispatch(letters.book, letters.outbox(), List.of(broken)).run());
    assertTrue(only().tries().get(0).detail().contains("程序出错"));
  }

  @Test
  void a_mail_has_all_files_and_an_id_made_of_the_key() throws Exception {
    NoticeDraft sealed = put(ChannelKind.EMAIL, "compliance@liuyun.example");
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch().run());
    assertEquals(NoticeState.DELIVERED, state(sealed));
    MimeMessage got = mail.getReceivedMessages()[0];
    assertEquals("<" + only().key() + "@hrss.haitang.example>", got.getMessageID());
    assertTrue(got.getSubject().contains("（海人社提函〔2026〕1号）"), got.getSubject());
    MimeMultipart parts = (MimeMultipart) got.getContent();
    Set<String> names = new TreeSet<>();
    for (int i = 1; i < parts.getCount(); i++) {
      names.add(MimeUtility.decodeText(parts.getBodyPart(i).getFileName()));
      if (names.contains("函件.pdf") && parts.getBodyPart(i).getContentType().startsWith("application/pdf")) {
        byte[] sent = parts.getBodyPart(i).getInputStream().readAllBytes();
        assertEquals(-1, java.util.Arrays.mismatch(sent, Files.readAllBytes(SealRoom.folder(letters.outbox(), sealed.id()).resolve("函件.pdf"))));
      }
    }
    assertEquals(new TreeSet<>(Set.of("函件.pdf", "函件.docx", "清单.xlsx", "清单.json", "清单.xarf.jsonl", "反馈表.xlsx")), names);
  }

  @Test
  void a_mail_server_that_is_down_is_tried_later() throws Exception {
    put(ChannelKind.EMAIL, "compliance@liuyun.example");
    Dispatch dispatch = dispatch();
    mail.stop();
    assertEquals(new Dispatch.Round(0, 0, 1, 0), dispatch.run());
    mail.start();
    clock.forward(Dispatch.DELAYS.get(0));
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch().run());
    assertEquals(1, mail.getReceivedMessages().length);
  }

  @Test
  void an_export_folder_appears_whole_and_once() throws Exception {
    NoticeDraft sealed = put(ChannelKind.FOLDER, "协同共治");
    Path to = Files.createDirectories(folder.resolve("export/协同共治"));
    Files.createDirectories(to.resolve("." + only().key() + ".part"));
    Files.writeString(to.resolve("." + only().key() + ".part/函件.pdf"), "half of it");
    assertEquals(new Dispatch.Round(1, 0, 0, 0), dispatch().run());
    List<Path> there = SealRoom.list(to);
    assertEquals(1, there.size());
    assertEquals(7, SealRoom.list(there.get(0)).size());
    JsonNode manifest = JsonMapper.builder().build().readTree(Files.readString(there.get(0).resolve("manifest.json")));
    assertEquals(only().key(), manifest.get("idempotency_key").asString());
    for (JsonNode file : manifest.get("files")) {
      byte[] bytes = Files.readAllBytes(there.get(0).resolve(file.get("name").asString()));
      assertEquals(file.get("sha256").asString(), java.util.HexFormat.of().formatHex(Audit.sha256().digest(bytes)));
    }
    assertEquals(NoticeState.DELIVERED, state(sealed));
  }

  @Test
  void paper_is_printed_with_its_receipt_and_arrives_when_a_person_says_so() throws Exception {
    NoticeDraft sealed = put(ChannelKind.PAPER, "海棠市云路1号");
    assertEquals(new Dispatch.Round(0, 1, 0, 0), dispatch().run());
    assertEquals(NoticeState.SENDING, state(sealed));
    String text = Documents.packed(Documents.pdfText(folder.resolve("paper").resolve(sealed.id()).resolve("送达回证.pdf")));
    assertTrue(text.contains("送达回证") && text.contains("海人社提函〔2026〕1号") && text.contains("海棠市云路1号"), text);
    assertThrows(Refusal.class, () -> outbox.arrived(sealed.id(), ChannelKind.PAPER, " ", People.WRITER));
    outbox.arrived(sealed.id(), ChannelKind.PAPER, "EMS 0000", People.WRITER);
    assertEquals(NoticeState.DELIVERED, state(sealed));
    Optional.ofNullable(System.getProperty("qingzheng.letters")).ifPresent(
        keep -> {
          try {
            Files.createDirectories(Path.of(keep, "PAPER"));
            Files.copy(folder.resolve("paper").resolve(sealed.id()).resolve("送达回证.pdf"), Path.of(keep, "PAPER", "函件.pdf"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
  }

  @Test
  void a_file_that_was_changed_after_sealing_and_a_letter_that_was_withdrawn_do_not_leave() throws Exception {
    answers(aResponse().withStatus(200));
    NoticeDraft changed = put(ChannelKind.WEBHOOK, hook());
    Files.writeString(SealRoom.folder(letters.outbox(), changed.id()).resolve("清单.json"), "{}");
    assertEquals(new Dispatch.Round(0, 0, 0, 1), dispatch().run());
    assertTrue(only().tries().get(0).detail().contains("用印后被改动"));
    outbox.again(changed.id(), People.WRITER);
    letters.desk.withdraw(changed.id(), "误发", People.APPROVER);
    assertEquals(new Dispatch.Round(0, 0, 0, 0), dispatch().run());
    assertEquals(0, web.getAllServeEvents().size());
    assertThrows(Refusal.class, () -> outbox.put(changed.id(), contacts(ChannelKind.WEBHOOK, hook()), Set.of(), People.WRITER));
  }

  @Test
  void nothing_unsealed_gets_into_the_outbox() throws Exception {
    String id = letters.signed().id();
    assertTrue(
        assertThrows(Refusal.class, () -> outbox.put(id, contacts(ChannelKind.WEBHOOK, hook()), Set.of(), People.WRITER)).getMessage().contains("尚未用印"));
    String raw =
        "INSERT INTO delivery (key, notice_id, channel, recipient, address, state, tries, next_at, leased_until, asked_by, asked_at) VALUES ('"
            + "0".repeat(64) + "', '" + id + "', 'EMAIL', 'x', 'x', 'WAITING', 0, 0, 0, 'B001', 0)";
    assertTrue(assertThrows(IllegalStateException.class, () -> letters.book.database().write(c -> Sql.update(c, raw))).getMessage().contains("已用印"));
  }
}
