package cn.qingzheng.console.config;

import cn.qingzheng.casework.MailChannel;
import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.datafile.YamlMap;
import cn.qingzheng.model.Problems;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How letters leave the house.
 *
 * @param mail the organ's own mail server; absent: no e-mail is sent
 * @param allow hosts of the own network that webhooks may reach, {@code host:port}; everything else must be public
 * @param export what the export folders of the contacts are relative to; absent: {@code export} in the home
 */
public record Sending(Optional<MailChannel.Server> mail, List<Allowed> allow, Optional<Path> export) {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  public Sending {
    allow = List.copyOf(allow);
  }

  /** A host and port of the own network. */
  public record Allowed(String host, int port) {}

  public static Sending none() {
    return new Sending(Optional.empty(), List.of(), Optional.empty());
  }

  static Sending read(YamlMap m, Path folder, Problems p) {
    m.onlyKeys(Set.of("mail", "allow", "export"), p);
    List<Allowed> allow = new ArrayList<>();
    for (YamlMap.Located line : m.located("allow", p)) {
      if (line.text().matches("[A-Za-z0-9.-]+:[1-9]\\d{0,4}")) {
        int colon = line.text().lastIndexOf(':');
        allow.add(new Allowed(line.text().substring(0, colon), Integer.parseInt(line.text().substring(colon + 1))));
      } else {
        p.add(m.source(), line.line(), "不是主机和端口：" + line.text(), "请写成 gateway.bureau.example:8443 的形式");
      }
    }
    return new Sending(m.map("mail", p).flatMap(s -> mail(s, folder, p)), allow, m.text("export", p).map(folder::resolve));
  }

  private static Optional<MailChannel.Server> mail(YamlMap m, Path folder, Problems p) {
    m.onlyKeys(Set.of("host", "port", "tls", "from", "user", "password_file"), p);
    String from = m.requiredText("from", p);
    if (!from.isEmpty() && !from.matches("[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+")) {
      m.problem("from", "“from”不是邮箱：" + from, "请写本单位的发件邮箱", p);
    }
    Optional<String> user = m.text("user", p);
    Optional<Path> password = m.text("password_file", p).map(folder::resolve);
    if (user.isPresent() != password.isPresent()) {
      m.problem(user.isPresent() ? "user" : "password_file", "“user”和“password_file”要写就都写", "密码单独放在一个文件里", p);
    }
    MailChannel.Tls tls = m.has("tls") ? m.constant("tls", MailChannel.Tls.class, p).orElse(MailChannel.Tls.STARTTLS) : MailChannel.Tls.STARTTLS;
    if (tls == MailChannel.Tls.NONE && user.isPresent()) {
      m.problem("tls", "不加密的连接上不能用密码登录", "请写 STARTTLS 或 TLS", p);
    }
    return Optional.of(
        new MailChannel.Server(m.requiredText("host", p), m.integer("port", 1, 65535, tls == MailChannel.Tls.TLS ? 465 : 587, p), tls, from, user, password, PATIENCE));
  }

  /** Public addresses, and what is allowed of the own network. */
  public AddressGuard guard() {
    List<AddressGuard.ConnectTo> rules = new ArrayList<>();
    for (Allowed a : allow) {
      InetSocketAddress to = new InetSocketAddress(a.host(), a.port());
      if (!to.isUnresolved()) {
        rules.add(new AddressGuard.ConnectTo(a.host(), a.port(), to));
      }
    }
    return AddressGuard.publicOnly().with(rules);
  }
}
