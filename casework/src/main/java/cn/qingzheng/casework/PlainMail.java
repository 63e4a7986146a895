package cn.qingzheng.casework;

import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** A short text by e-mail to people of the house, over the server that sends letters too. */
public final class PlainMail {
  private final MailChannel.Server server;
  private final Clock clock;

  public PlainMail(MailChannel.Server server, Clock clock) {
    this.server = server;
    this.clock = clock;
  }

  /** @throws IOException if the server took it for nobody; the message bears no password */
  public void send(List<String> to, String subject, String text) throws IOException {
    try {
      Session session = Session.getInstance(MailChannel.properties(server));
      String utf8 = StandardCharsets.UTF_8.name();
      MimeMessage message = new MimeMessage(session);
      message.setFrom(new InternetAddress(server.from(), "清证", utf8));
      List<Address> all = new ArrayList<>();
      for (String one : to) {
        all.add(new InternetAddress(one));
      }
      message.setRecipients(Message.RecipientType.TO, all.toArray(Address[]::new));
      message.setSubject(subject, utf8);
      message.setSentDate(Date.from(clock.instant()));
      message.setHeader("Auto-Submitted", "auto-generated");
      message.setText(text, utf8);
      try (Transport transport = session.getTransport(server.tls() == MailChannel.Tls.TLS ? "smtps" : "smtp")) {
        transport.connect(server.host(), server.port(), server.user().orElse(null), MailChannel.password(server).orElse(null));
        transport.sendMessage(message, message.getAllRecipients());
      }
    } catch (MessagingException e) {
      throw new IOException("邮件没有发出：" + e.getMessage(), e);
    }
  }
}
