package cn.qingzheng.casework;

import cn.qingzheng.datafile.Row;
import cn.qingzheng.datafile.Table;
import cn.qingzheng.model.Problems;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who stands behind a platform, a body or an organ, and how letters reach it: a table of the operator's. */
public final class Contacts {
  private static final List<String> COLUMNS = List.of("platform", "company", "credit_code", "channel", "address");
  private final List<Contact> all;

  private Contacts(List<Contact> all) {
    this.all = List.copyOf(all);
  }

  /**
   * One way to one recipient.
   *
   * @param platform as findings name it; for bodies and organs their name
   * @param company full registered name
   * @param secretFile holds the secret that signs webhooks
   */
  public record Contact(
      String platform, String company, Optional<String> creditCode, ChannelKind channel, String address, Optional<Path> secretFile) {}

  public static Contacts none() {
    return new Contacts(List.of());
  }

  public static Contacts of(List<Contact> all) {
    return new Contacts(all);
  }

  /**
   * Reads the table: CSV with the columns platform, company, credit_code, channel, address and, for webhooks,
   * secret_file (relative to the table).
   */
  public static Contacts read(Path file, Problems problems) {
    List<Contact> out = new ArrayList<>();
    for (Row row : Table.csv(file, COLUMNS, problems).rows()) {
      Problems own = new Problems();
      String company = row.required("company", own);
      String platform = row.optional("platform").orElse(company);
      Optional<String> code = row.optional("credit_code");
      if (code.filter(c -> !c.matches("[0-9A-Z]{18}")).isPresent()) {
        row.problem(own, "“credit_code”不是统一社会信用代码：" + code.get(), "应为 18 位数字或大写字母");
      }
      Optional<ChannelKind> channel = row.constant("channel", ChannelKind.class, own);
      String address = row.required("address", own);
      Optional<Path> secret = row.optional("secret_file").map(s -> file.toAbsolutePath().resolveSibling(s));
      channel.ifPresent(k -> address(row, k, address, secret, own));
      for (Contact other : out) {
        if (other.platform.equals(platform) && (!other.company.equals(company) || !other.creditCode.equals(code))) {
          row.problem(own, "“" + platform + "”的单位名称或信用代码与前面的行不一致", "同一平台的各行应写同一单位");
        }
      }
      own.list().forEach(problems::add);
      if (own.isEmpty()) {
        out.add(new Contact(platform, company, code, channel.orElseThrow(), address, secret));
      }
    }
    return new Contacts(out);
  }

  private static void address(Row row, ChannelKind kind, String address, Optional<Path> secret, Problems problems) {
    switch (kind) {
      case EMAIL -> {
        if (!address.matches("[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)*")) {
          row.problem(problems, "“address”不是邮箱：" + address, "请写成 name@example.com 的形式");
        }
      }
      case WEBHOOK -> {
        if (!webhook(address)) {
          row.problem(problems, "“address”不是网址：" + address, "请写成 https://… 的形式");
        }
        if (secret.filter(Files::isRegularFile).isEmpty()) {
          row.problem(problems, "“secret_file”为空或文件不存在", "请写签名密钥所在的文件");
        }
      }
      case FOLDER, PAPER -> {}
    }
  }

  private static boolean webhook(String address) {
    try {
      URI uri = URI.create(address);
      return ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme())) && uri.getHost() != null && uri.getUserInfo() == null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Any line of that platform: all name the same company. */
  Optional<Contact> company(String platform) {
    return all.stream().filter(c -> c.platform.equals(platform)).findFirst();
  }

  /** Every way to a recipient, by the name on the letter. */
  public List<Contact> of(String recipient) {
    return all.stream().filter(c -> c.company.equals(recipient) || c.platform.equals(recipient)).toList();
  }

  public List<Contact> list() {
    return all;
  }
}
