package cn.qingzheng.console.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cn.qingzheng.casework.PostgresServer;
import cn.qingzheng.console.schedule.Cron;
import cn.qingzheng.crawler.CrawlBudget;
import cn.qingzheng.crawler.net.OutgoingProxy;
import cn.qingzheng.model.Problem;
import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTest {
  @TempDir Path folder;
  private final Problems problems = new Problems();

  @Test
  void without_a_file_the_defaults_hold() {
    Config config = Config.load(folder.resolve("qingzheng.yaml"), problems);
    assertEquals(Config.defaults(), config);
    assertEquals(new Config.Crawl("", 16, Duration.ofSeconds(1), Duration.ofSeconds(20), 5 << 20, true, Optional.empty(), CrawlBudget.none()), config.crawl());
    assertEquals(new Config.Archive(256, 90), config.archive());
    assertEquals(Optional.of(new Cron("0 0 1 * * ?")), config.schedule().cron(NightSettings.Task.SCAN));
    assertEquals(NightSettings.Task.values().length, config.schedule().crons().size());
    assertEquals(new Config.Web("127.0.0.1", 8480, Set.of()), config.web());
    assertEquals(new Config.Registry(Optional.empty(), false), config.registry());
    assertEquals(List.of(), problems.list());
  }

  @Test
  void an_empty_file_and_a_part_of_the_settings_leave_the_rest_as_it_is() throws IOException {
    assertEquals(Config.defaults().crawl().threads() + 1, load("crawl:\n  threads: 17\n").crawl().threads());
    assertEquals(Config.defaults().crawl().delay(), load("crawl:\n  threads: 17\n").crawl().delay());
    assertEquals(List.of(), problems.list());
  }

  @Test
  void every_setting_is_read() throws IOException {
    Files.writeString(folder.resolve("secret"), "四月＋x\n");
    Config config =
        load(
            """
            organ:
              name: 岚川市人力资源和社会保障局
              document_code: 岚人社函
              region: "379901"
              contact: 职业能力建设科
              phone: 400-000-0379
              reply_channel: 电子邮箱
            crawl: {contact: "https://bureau.example/robots", threads: 4, delay_ms: 2500, deadline_s: 9, max_body_kb: 128, browser: false, proxy: "http://proxy.bureau.example:3128", requests_per_host: 300, requests_per_run: 100000, hours: "22:00-05:30", revisit: due}
            archive: {file_mb: 64, retention_days: 30}
            registry: {file: lists/filed.csv, complete: true}
            schedule: {scan: "0 30 2 ? * MON-FRI", overdue: off}
            web: {address: "::1", port: 0, names: [qz.bureau.example]}
            evidence:
              key: keys/seal.p12
              key_password_file: keys/seal.txt
              sm2_key: keys/sm2.p12
              timestamp_authorities: ["http://tsa.example/tsr", "https://tsa2.example/"]
              timestamp_timeout_s: 7
              trusted_roots: roots.pem
              clock_server: ntp.example
              place: 岚川市电子取证室
            casebook: {url: "jdbc:postgresql://db.bureau.example:5432/qingzheng", user: qingzheng, password_file: secret}
            """);
    assertEquals(List.of(), problems.list());
    Map<NightSettings.Task, Cron> crons = new EnumMap<>(NightSettings.usual().crons());
    crons.put(NightSettings.Task.SCAN, new Cron("0 30 2 ? * MON-FRI"));
    crons.remove(NightSettings.Task.OVERDUE);
    NightSettings nights = new NightSettings(crons);
    assertEquals(
        new Config(
            new Config.Organ("岚川市人力资源和社会保障局", cn.qingzheng.casework.Issuer.Kind.LABOUR, "岚人社函", "379901", "职业能力建设科", "400-000-0379", "电子邮箱"),
            new Config.Crawl("https://bureau.example/robots", 4, Duration.ofMillis(2500), Duration.ofSeconds(9), 128 * 1024, false, Optional.of(new OutgoingProxy("proxy.bureau.example", 3128)),
                new CrawlBudget(300, 100_000, Optional.of(new CrawlBudget.Hours(LocalTime.of(22, 0), LocalTime.of(5, 30), ZoneId.of("Asia/Shanghai"))), true)),
            new Config.Archive(64, 30),
            new Config.Registry(Optional.of(folder.resolve("lists/filed.csv")), true),
            nights,
            new Config.Web("::1", 0, Set.of("qz.bureau.example")),
            new EvidenceSettings(
                List.of(
                    new EvidenceSettings.KeyFile(
                        folder.resolve("keys/seal.p12"), Optional.of(folder.resolve("keys/seal.txt")), "QINGZHENG_KEY_PASSWORD"),
                    new EvidenceSettings.KeyFile(folder.resolve("keys/sm2.p12"), Optional.empty(), "QINGZHENG_SM2_KEY_PASSWORD")),
                List.of(URI.create("http://tsa.example/tsr"), URI.create("https://tsa2.example/")), Duration.ofSeconds(7),
                Optional.of(folder.resolve("roots.pem")), Optional.of("ntp.example"), "岚川市电子取证室"),
            Optional.of(new PostgresServer("jdbc:postgresql://db.bureau.example:5432/qingzheng", "qingzheng", "四月＋x"))),
        config);
    assertEquals("岚川市", config.organ().place());
    assertFalse(config.toString().contains("四月"), "a password is never shown");
  }

  @Test
  void who_is_told_of_a_bad_night_needs_a_server_that_sends() throws IOException {
    Config config =
        load(
            """
            sending:
              mail: {host: mail.bureau.example, tls: NONE, from: zhili@bureau.example}
            alert: {mail: [zhiban@bureau.example, "ke@bureau.example"], grace_hours: 12}
            log: {format: json}
            """);
    assertEquals(List.of(), problems.list());
    assertEquals(new AlertSettings(List.of("zhiban@bureau.example", "ke@bureau.example"), Duration.ofHours(12)), config.alert());
    assertEquals(LogFormat.JSON, config.log());
    load("alert:\n  mail: [zhiban@bureau.example]\nlog:\n  format: xml\nschedule:\n  dispatch: every minute\n  sweep: off\n");
    load("alert:\n  mail:\n    - 值班室\n  grace_hours: 0\n");
    String all = problems.list().toString();
    for (String wrong : List.of(":1: 有“alert.mail”而没有", ":4: “log.format”不能是 xml", ":6: 定时表达式不对：every minute", ":7: 不认识的键“sweep”", ":3: “alert.mail”不是邮箱：值班室", ":4: “grace_hours”")) {
      assertTrue(all.contains(wrong), wrong + " in " + all);
    }
  }

  @Test
  void every_mistake_is_reported_with_its_line() throws IOException {
    load(
        """
        organ:
          region: 37020
          fax: 1
        crawl:
          contact: 职业能力建设科
          threads: 301
          delay_ms: 10
          deadline_s: soon
          max_body_kb: 1.5
          browser: yes
        registry:
          complete: maybe
          path: x
        schedule:
          scan: every night
        web:
          address: 0.0.0.0
          port: 70000
        colour: red
        """);
    List<String> expected =
        List.of(
            ":3: 不认识的键“fax”", ":2: “region”应为六位行政区划代码，现为：37020 – 例如 370200", ": 缺少“name”",
            ":5: “contact”要写进 User-Agent", ":6: “threads”应为 1 到 300 的数，现为：301",
            ":7: “delay_ms”应为 200 到 600000 的数，现为：10", ":8: “deadline_s”应为 1 到 600 的数，现为：soon", ":9: “max_body_kb”应为",
            ":10: “browser”应为 true 或 false", ":12: “complete”应为 true 或 false", ":13: 不认识的键“path”",
            ":15: 定时表达式不对：every night", ":17: “address”应为本机回环地址，现为：0.0.0.0", ":18: “port”应为 0 到 65535 的数，现为：70000",
            ":19: 不认识的键“colour” – 可写：alert、archive、backup、casebook、crawl、evidence、log、organ、registry、schedule、sending、web");
    List<String> found = problems.list().stream().map(Problem::toString).toList();
    for (String e : expected) {
      assertTrue(found.stream().anyMatch(f -> f.contains("qingzheng.yaml" + e) || e.startsWith(": ") && f.contains(e.substring(2))), () -> e + "\nshould be in\n" + String.join("\n", found));
    }
    assertEquals(expected.size(), found.size(), () -> String.join("\n", found));
    assertTrue(problems.list().stream().noneMatch(p -> p.advice().isBlank()), () -> String.join("\n", found));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 25 * * ?", "0 0 1 * *", "0 0 1 30 2 ?", "0 0 1 1 1 ? 2020"})
  void a_schedule_that_never_comes_is_a_mistake(String cron) throws IOException {
    load("schedule:\n  scan: \"" + cron + "\"\n");
    assertEquals(1, problems.list().size());
    assertTrue(problems.list().get(0).toString().contains("qingzheng.yaml:2: 定时表达式"), problems.list().toString());
  }

  @Test
  void hours_budgets_and_revisits_that_make_no_sense_are_mistakes() throws IOException {
    load("crawl:\n  hours: 25:00-03:00\n  revisit: never\n  requests_per_host: -1\n");
    List<String> found = problems.list().stream().map(Problem::toString).toList();
    assertEquals(3, found.size(), found.toString());
    assertTrue(found.stream().anyMatch(f -> f.contains(":2: “hours”不是一段时间：25:00-03:00 – 请写成 01:00-06:00")), found.toString());
    assertTrue(found.stream().anyMatch(f -> f.contains(":3: “revisit”不能是 never")), found.toString());
    assertTrue(found.stream().anyMatch(f -> f.contains(":4: “requests_per_host”")), found.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "192.168.1.5", "0.0.0.0", "::", "127.0.0.1.example", "127.0.0.256", "1270.0.1"})
  void the_console_without_sign_in_listens_to_this_machine_only(String address) throws IOException {
    load("web:\n  address: \"" + address + "\"\n");
    assertEquals(1, problems.list().size(), problems.list().toString());
  }

  @Test
  void what_is_no_mapping_is_a_mistake_and_not_the_defaults_in_silence() throws IOException {
    for (String broken : List.of("crawl: 5\n", "- a\n", "crawl: {threads: 1\n", "crawl: {threads: 1}\ncrawl: {threads: 2}\n")) {
      Problems own = new Problems();
      Config.load(Files.writeString(folder.resolve("qingzheng.yaml"), broken), own);
      assertTrue(!own.isEmpty() && own.list().get(0).line() > 0, broken + own.list());
    }
  }

  private Config load(String yaml) throws IOException {
    return Config.load(Files.writeString(folder.resolve("qingzheng.yaml"), yaml), problems);
  }

  private Config load(Map<String, String> environment, String crawl) throws IOException {
    Path file = folder.resolve("qingzheng.yaml");
    Files.writeString(file, "crawl:\n  proxy: http://10.1.2.3:3128\n" + crawl);
    return Config.load(file, environment, problems);
  }

  @Test
  void the_password_of_a_proxy_comes_from_the_environment_or_a_file() throws IOException {
    Files.writeString(folder.resolve("secret"), "a b：密\n");
    Optional<OutgoingProxy> named = load(Map.of("PROXY_WORD", "w:1"), "  proxy_user: organ\n  proxy_password_env: PROXY_WORD\n").crawl().proxy();
    Optional<OutgoingProxy> filed = load(Map.of(), "  proxy_user: organ\n  proxy_password_file: secret\n").crawl().proxy();
    assertEquals(List.of(), problems.list());
    assertEquals(Optional.of(new OutgoingProxy.Login("organ", "w:1")), named.orElseThrow().login());
    assertEquals(Optional.of(new OutgoingProxy.Login("organ", "a b：密")), filed.orElseThrow().login());
    assertFalse(named.toString().contains("w:1"), "a secret should not be shown");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "proxy_user: organ|:3: 代理的用户名和密码不成对",
        "proxy_password_env: WORD|:3: 代理的用户名和密码不成对",
        "'proxy_user: organ\n  proxy_password_env: WORD\n  proxy_password_file: secret'|:3: 代理的用户名和密码不成对",
        "'proxy_user: organ\n  proxy_password_env: NOSUCH'|:4: 环境变量 NOSUCH 没有设置",
        "'proxy_user: organ\n  proxy_password_env: EMPTY'|:4: 环境变量 EMPTY 没有设置",
        "'proxy_user: organ\n  proxy_password_file: nosuch'|:4: 读不了密码文件",
        "'proxy_user: or:gan\n  proxy_password_env: WORD'|:3: “proxy_user”不能含冒号",
        "'proxy_user: organ\n  proxy_password_env: LINES'|:4: 代理的密码含换行",
      })
  void a_login_that_cannot_be_used_is_a_mistake(String crawl, String wrong) throws IOException {
    load(Map.of("WORD", "geheim", "EMPTY", "", "LINES", "gehe\nim"), "  " + crawl.replace("\\n", "\n") + "\n");
    assertEquals(1, problems.list().size(), problems.list().toString());
    assertTrue(problems.list().get(0).toString().contains(wrong), problems.list().toString());
    assertFalse(problems.list().toString().contains("gehe"), "a secret should not be shown");
  }

  @Test
  void a_password_that_stands_in_the_address_is_not_repeated() throws IOException {
    load("crawl:\n  proxy: \"http://organ:geheim@10.1.2.3:3128\"\n");
    assertFalse(problems.list().toString().contains("geheim"), problems.list().toString());
    assertTrue(problems.list().toString().contains("proxy_user"), problems.list().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.1.2.3:3128", "https://10.1.2.3:3128", "socks5://10.1.2.3:1080", "http://user:word@10.1.2.3:3128", "http://10.1.2.3", "http://10.1.2.3:70000", "http://10.1.2.3:0"})
  void a_proxy_that_cannot_be_used_is_a_mistake(String proxy) throws IOException {
    load("crawl:\n  proxy: \"" + proxy + "\"\n");
    assertEquals(1, problems.list().size());
    assertTrue(problems.list().get(0).toString().contains(":2: “proxy”不是 HTTP 代理的地址"), problems.list().toString());
  }

  @Test
  void a_password_without_a_key_and_an_authority_that_is_no_address_are_mistakes() throws IOException {
    load(
        """
        evidence:
          key_password_file: seal.txt
          timestamp_authorities: [tsa.example, "ftp://tsa.example/"]
          password: geheim
        """);
    assertEquals(4, problems.list().size(), problems.list().toString());
    assertTrue(problems.list().toString().contains("不是时间戳机构的地址：ftp://tsa.example/"), problems.list().toString());
  }

  @Test
  void a_database_needs_an_address_without_a_password_and_a_password_elsewhere() throws IOException {
    load("casebook: {url: \"mysql://db.example/x\", password_file: nowhere}\n");
    String all = problems.list().toString();
    assertTrue(all.contains("缺少“user”") && all.contains("读不了口令文件") && all.contains("不是数据库地址"), all);
    assertTrue(load("casebook: {url: \"jdbc:postgresql://db.example/x?password=p\", user: u}\n").casebook().isEmpty());
    assertTrue(problems.list().toString().contains("没有数据库口令") && problems.list().toString().contains("写有口令"));
  }
}
