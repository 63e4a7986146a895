package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.ChannelKind;
import cn.qingzheng.casework.Delivery;
import cn.qingzheng.casework.Dispatch;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Outbox;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.Carrier;
import cn.qingzheng.console.scan.Letters;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sending sealed letters. */
final class NoticeSendCommands {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  private NoticeSendCommands() {}

  static ChannelKind channel(String text) {
    return Arrays.stream(ChannelKind.values())
        .filter(k -> k.label().equals(text) || k.name().equalsIgnoreCase(text))
        .findFirst()
        .orElseThrow(() -> CommandException.usage("没有“" + text + "”这种送达方式 – 可写：电子邮件、接口推送、导出目录、纸质送达"));
  }

  static void print(PrintWriter out, Delivery d) {
    out.println("  " + d.channel().label() + "  " + TerminalText.safe(d.address()) + "  " + d.state().label()
        + (d.state() == Delivery.State.WAITING && !d.tries().isEmpty() ? "，下次 " + TIME.format(d.nextAt()) : "")
        + d.receipt().map(r -> "  回执 " + TerminalText.safe(r)).orElse(""));
    if (d.state() != Delivery.State.DELIVERED) {
      d.tries().forEach(t -> out.println("    " + TIME.format(t.at()) + "  " + TerminalText.safe(t.detail())));
    }
  }

  static int round(CommandSpec spec, Dispatch.Round round) {
    spec.commandLine().getOut().println(
        "送达 " + round.delivered() + " 件，已打印待人工送达 " + round.handed() + " 件，稍后重试 " + round.later() + " 件，须人工处理 " + round.given() + " 件。");
    return round.given() > 0 ? ExitCode.PROBLEMS : ExitCode.DONE;
  }

  @Command(
      name = "send",
      description = {
        "发送已用印的函件：按通讯录 contacts.csv 中主送单位的各种送达方式，登记后立即试发一次。",
        "失败的隔 1 分、5 分、30 分、2 小时由 notice dispatch 再试，之后须人工处理（--again 重新发送）。"
      })
  static final class Send implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", arity = "1..*", description = "函件编号")
    private List<String> ids;

    @Option(names = "--channel", split = ",", paramLabel = "KIND", description = "只用这些方式：电子邮件、接口推送、导出目录、纸质送达")
    private List<String> only = List.of();

    @Option(names = "--again", description = "把须人工处理的重新发送")
    private boolean again;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      Set<ChannelKind> channels = new TreeSet<>();
      only.forEach(o -> channels.add(channel(o.strip())));
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC());
          Carrier carrier = Letters.carrier(casebook, folder, HomeOptions.config(folder), Clock.systemUTC())) {
        Officer by = acting.officer(casebook);
        Outbox outbox = new Outbox(casebook);
        for (String id : ids) {
          if (again) {
            outbox.again(id, by);
          } else {
            outbox.put(id, Letters.contacts(folder), channels, by);
          }
        }
        int code = round(spec, carrier.run());
        for (String id : ids) {
          spec.commandLine().getOut().println(id);
          outbox.list(Optional.of(id)).forEach(d -> print(spec.commandLine().getOut(), d));
        }
        return code;
      }
    }
  }

  @Command(name = "dispatch", description = "把到时的发送各试一次，不须令牌；可由 cron 每分钟调用。")
  static final class DispatchDue implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() throws IOException {
      Home folder = home.existing();
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC());
          Carrier carrier = Letters.carrier(casebook, folder, HomeOptions.config(folder), Clock.systemUTC())) {
        return round(spec, carrier.run());
      }
    }
  }

  @Command(name = "arrived", description = "登记人工送达、邮寄、上传的函件已经送达。")
  static final class Arrived implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NOTICE", description = "函件编号")
    private String id;

    @Option(names = "--channel", defaultValue = "纸质送达", paramLabel = "KIND", description = "送达方式；默认纸质送达")
    private String kind;

    @Option(names = "--receipt", required = true, paramLabel = "TEXT", description = "回证：签收人、快递单号等")
    private String receipt;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        Outbox outbox = new Outbox(casebook);
        outbox.arrived(id, channel(kind), receipt, acting.officer(casebook));
        spec.commandLine().getOut().println("已登记 " + id + " 送达。");
        outbox.list(Optional.of(id)).forEach(d -> print(spec.commandLine().getOut(), d));
      }
      return ExitCode.DONE;
    }
  }
}
