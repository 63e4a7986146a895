package cn.qingzheng.casework;

import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * Sends a letter as an e-mail with its files. The Message-ID is made of the key, so that a mail that is sent again
 * after a lost answer is the same mail.
 */
public final class MailChannel implements Channel {
  private final Server server;
  private final Clock clock;

  /**
   * The organ's own mail server.
   *
   * @param from sender's address
   * @param user empty if the server asks for no login
   * @param passwordFile holds the password alone
   * @param tls how the connection is protected
   */
  public record Server(
      String host, int port, Tls tls, String from, Optional<String> user, Optional<Path> passwordFile, Duration patience) {}

  public enum Tls {
    /** Only for a server on this machine or network. */
    NONE,
    /** Begins in clear, must change to TLS before anything is said. */
    STARTTLS,
    TLS
  }

  public MailChannel(Server server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.EMAIL;
  }

  @Override
  public Outcome send(Parcel parcel) {
    try {
      Session session = Session.getInstance(properties(server));
      MimeMessage message = message(session, parcel);
      try (Transport transport = session.getTransport(server.tls == Tls.TLS ? "smtps" : "smtp")) {
        transport.connect(server.host, server.port, server.user.orElse(null), password(server).orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
        String said = transport instanceof SMTPTransport smtp ? smtp.getLastServerResponse().strip() : "";
        return new Outcome.Delivered("Message-ID " + id(parcel) + " " + said);
      }
    } catch (AuthenticationFailedException e) {
      return new Outcome.Later("邮件服务器不接受登录：" + e.getMessage(), Optional.empty());
    } catch (MessagingException e) {
      return failed(e);
    } catch (IOException e) {
      return new Outcome.Later("读写失败：" + e, Optional.empty());
    }
  }

  /** 5xx of the server is its last word; everything else may be better later. */
  private static Outcome failed(MessagingException e) {
    for (Exception at = e; at instanceof MessagingException m; at = m.getNextException()) {
      int code =
          switch (m) {
            case SMTPSendFailedException s -> s.getReturnCode();
            case SMTPAddressFailedException s -> s.getReturnCode();
            case SMTPSenderFailedException s -> s.getReturnCode();
            default -> 0;
          };
      if (code >= 500 && code < 600 && code != 552) {
        return new Outcome.Never("对方邮件服务器拒收：" + m.getMessage().strip());
      }
    }
    String what = e instanceof SendFailedException ? "邮件服务器暂不接收：" : "邮件发送失败：";
    return new Outcome.Later(what + String.valueOf(e.getMessage()).strip(), Optional.empty());
  }

  static Properties properties(Server server) {
    Properties out = new Properties();
    String millis = Long.toString(server.patience.toMillis());
    for (String protocol : new String[] {"smtp", "smtps"}) {
      String p = "mail." + protocol + ".";
      out.put(p + "connectiontimeout", millis);
      out.put(p + "timeout", millis);
      out.put(p + "writetimeout", millis);
      out.put(p + "auth", Boolean.toString(server.user.isPresent()));
      out.put(p + "ssl.checkserveridentity", "true");
      out.put(p + "from", server.from);
    }
    out.put("mail.smtp.starttls.enable", Boolean.toString(server.tls == Tls.STARTTLS));
    out.put("mail.smtp.starttls.required", Boolean.toString(server.tls == Tls.STARTTLS));
    // No name of this machine in the greeting.
    out.put("mail.smtp.localhost", domain(server));
    out.put("mail.smtps.localhost", domain(server));
    return out;
  }

  static Optional<String> password(Server server) throws IOException {
    return server.passwordFile.isPresent()
        ? Optional.of(Files.readString(server.passwordFile.get(), StandardCharsets.UTF_8).strip())
        : Optional.empty();
  }

  private static String domain(Server server) {
    return server.from.substring(server.from.indexOf('@') + 1);
  }

  private String id(Parcel parcel) {
    return "<" + parcel.key() + "@" + domain(server) + ">";
  }

  private MimeMessage message(Session session, Parcel parcel) throws MessagingException, IOException {
    String id = id(parcel);
    MimeMessage message =
        new MimeMessage(session) {
          @Override
          protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
          }
        };
    String utf8 = StandardCharsets.UTF_8.name();
    message.setFrom(new InternetAddress(server.from, parcel.content().issuer().name(), utf8));
    message.setRecipients(Message.RecipientType.TO, new Address[] {new InternetAddress(parcel.address(), parcel.content().recipient(), utf8)});
    message.setSubject(parcel.subject(), utf8);
    message.setSentDate(Date.from(clock.instant()));
    message.setHeader("Idempotency-Key", parcel.key());
    message.setHeader("Content-Language", Locale.SIMPLIFIED_CHINESE.toLanguageTag());
    MimeMultipart parts = new MimeMultipart();
    MimeBodyPart text = new MimeBodyPart();
    text.setText(text(parcel), utf8);
    parts.addBodyPart(text);
    for (Parcel.Item item : parcel.files()) {
      MimeBodyPart part = new MimeBodyPart();
      part.attachFile(item.file().toFile(), type(item.name()), "base64");
      part.setFileName(item.name());
      parts.addBodyPart(part);
    }
    message.setContent(parts);
    return message;
  }

  private static String type(String name) {
    String end = name.substring(name.lastIndexOf('.') + 1);
    return switch (end) {
      case "pdf" -> "application/pdf";
      case "docx" -> "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
      case "xlsx" -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
      case "json" -> "application/json";
      default -> "application/octet-stream";
    };
  }

  private static String text(Parcel parcel) {
    NoticeContent content = parcel.content();
    return content.wording().salutation() + "\n\n现送去《" + content.wording().title() + "》（" + parcel.docNo() + "），请查收附件。\n请于"
        + NoticeGroup.DAY.format(content.replyBy()) + "前填写所附反馈表并反馈：" + content.issuer().replyChannel() + "。\n\n"
        + content.issuer().name() + "\n联系人：" + content.issuer().contact() + "，电话：" + content.issuer().phone() + "\n\n发送编号 " + parcel.key() + "\n";
  }
}
