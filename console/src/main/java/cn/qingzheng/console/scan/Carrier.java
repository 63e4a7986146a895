package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Channel;
import cn.qingzheng.casework.Dispatch;
import cn.qingzheng.casework.FolderChannel;
import cn.qingzheng.casework.MailChannel;
import cn.qingzheng.casework.PaperChannel;
import cn.qingzheng.casework.WebhookChannel;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Carries letters out over the channels that an installation has set up. */
public final class Carrier implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private final WebhookChannel webhook;
  private final Dispatch dispatch;

  Carrier(Casebook casebook, Home home, Config config, Clock clock) {
    var guard = config.sending().guard();
    this.webhook = new WebhookChannel(guard::connectTo, PATIENCE, clock);
    List<Channel> channels = new ArrayList<>();
    channels.add(webhook);
    channels.add(new FolderChannel(config.sending().export().orElse(home.folder().resolve("export"))));
    channels.add(new PaperChannel(home.outbox().resolve("paper")));
    config.sending().mail().ifPresent(server -> channels.add(new MailChannel(server, clock)));
    this.dispatch = new Dispatch(casebook, home.outbox(), channels);
  }

  /** Tries everything that is due, each once. */
  public Dispatch.Round run() {
    return dispatch.run();
  }

  @Override
  public void close() throws IOException {
    webhook.close();
  }
}
