package cn.qingzheng.console.command;

import cn.qingzheng.casework.AuditEntry;
import cn.qingzheng.casework.AuditVerdict;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Casebooks;
import java.time.Clock;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "audit", description = "审计记录：查看和校验。", subcommands = {AuditCommand.ListEntries.class, AuditCommand.Verify.class})
final class AuditCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  @Command(name = "list", description = "列出谁在何时对什么做了什么、为什么；登记人员后须由审计管理员查看。")
  static final class ListEntries implements Callable<Integer> {
    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));
    private static final int BATCH = 1000;

    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Option(names = "--after", defaultValue = "0", paramLabel = "N", description = "只列第 N 条以后的")
    private long after;

    @Option(names = "--who", paramLabel = "TEXT", description = "只列此人的（姓名或证号的一部分）")
    private Optional<String> who = Optional.empty();

    @Option(names = "--about", paramLabel = "ID", description = "只列关于此案件、函件、证据或发现的")
    private Optional<String> about = Optional.empty();

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        if (new Officers(casebook).any()) {
          acting.officer(casebook).require("查看审计记录", Role.AUDITOR);
        }
        TextTable table = new TextTable().row("序号", "时间", "谁", "做了什么", "对象", "理由", "之前", "之后");
        long seq = after;
        int shown = 0;
        for (List<AuditEntry> batch = casebook.audit(seq, BATCH); !batch.isEmpty(); batch = casebook.audit(seq, BATCH)) {
          seq = batch.get(batch.size() - 1).seq();
          List<AuditEntry> wanted = batch.stream().filter(this::wanted).toList();
          wanted.forEach(e -> row(table, e));
          shown += wanted.size();
        }
        spec.commandLine().getOut().print(shown == 0 ? "没有这样的审计记录。\n" : table);
      }
      return ExitCode.DONE;
    }

    private boolean wanted(AuditEntry e) {
      return who.map(w -> e.who().contains(w)).orElse(true) && about.map(a -> e.object().equals(a)).orElse(true);
    }

    private static void row(TextTable table, AuditEntry e) {
      table.row(
          e.seq(), TIME.format(e.at()), e.who(), e.what(), TextTable.cut(e.object(), 24), TextTable.cut(e.why(), 40),
          TextTable.cut(e.before(), 24), TextTable.cut(e.after(), 24));
    }
  }

  @Command(name = "verify", description = "重算审计记录的校验链，找出被改动、缺失或添加的记录。")
  static final class Verify implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        return switch (casebook.verifyAudit()) {
          case AuditVerdict.Intact ok -> {
            spec.commandLine().getOut().println("审计记录完整：" + ok.entries() + " 条，链尾 " + (ok.head().isEmpty() ? "（空）" : ok.head()));
            yield ExitCode.DONE;
          }
          case AuditVerdict.Broken broken -> {
            spec.commandLine().getErr().println("审计记录有问题：" + broken.why() + " – 请保全数据库文件并与备份核对");
            yield ExitCode.PROBLEMS;
          }
        };
      }
    }
  }
}
