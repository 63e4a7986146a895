package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Home;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "officer",
    description = {
      "登记和停用人员，发放个人令牌。第一个登记的须是安全管理员，其他人员由其登记。",
      "登记人员之后，认定、签发等操作须出示本人令牌（环境变量 " + Acting.VARIABLE + " 或 --token-file）。"
    },
    subcommands = {OfficerCommand.Add.class, OfficerCommand.ListAll.class, OfficerCommand.Suspend.class, OfficerCommand.Resume.class,
      OfficerCommand.Token.class})
final class OfficerCommand implements Runnable {
  @Mixin HelpOption help;
  @Spec CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  private static void show(CommandSpec spec, String token) {
    spec.commandLine().getOut().println("令牌（只显示这一次，请本人保管）：" + token);
  }

  @Command(name = "add", description = "登记人员，显示其令牌。")
  static final class Add implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Option(names = "--number", required = true, paramLabel = "NO", description = "执法证号或工号")
    private String number;

    @Option(names = "--organ", paramLabel = "NAME", description = "单位全称；默认为设置中的单位")
    private Optional<String> organ = Optional.empty();

    @Option(names = "--region", paramLabel = "CODE", description = "六位行政区划代码；默认为设置中的代码")
    private Optional<String> region = Optional.empty();

    @Option(names = "--role", required = true, split = ",", paramLabel = "ROLE", description = "角色，可写多个：经办、复核、签发、用印、审计管理员、系统管理员、安全管理员")
    private List<String> roles;

    @Parameters(paramLabel = "NAME", description = "姓名")
    private String name;

    @Override
    public Integer call() {
      Home folder = home.existing();
      var own = HomeOptions.config(folder).organ();
      Set<Role> known = new LinkedHashSet<>();
      roles.forEach(r -> known.add(Role.named(r.strip()).orElseThrow(() -> CommandException.usage("没有角色“" + r + "” – 可写：" + Role.labels()))));
      try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
        Officer officer = new Officer(number, name, organ.orElse(own.name()), region.orElse(own.region()), known, true);
        String token = new Officers(casebook).add(officer, acting.ifAny(casebook));
        spec.commandLine().getOut().println("已登记" + TerminalText.safe(officer.shown()) + "，" + TerminalText.safe(officer.organ()) + "。");
        show(spec, token);
      }
      return ExitCode.DONE;
    }
  }

  @Command(name = "list", description = "列出人员。")
  static final class ListAll implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        List<Officer> all = new Officers(casebook).list();
        if (all.isEmpty()) {
          spec.commandLine().getOut().println("没有登记人员 – 用 officer add 登记，第一个须是安全管理员");
          return ExitCode.DONE;
        }
        TextTable table = new TextTable().row("证号", "姓名", "单位", "区划", "角色", "状态");
        all.forEach(
            o ->
                table.row(
                    o.number(), o.name(), o.organ(), o.region(), o.roles().stream().sorted().map(Role::label).collect(Collectors.joining("、")),
                    o.active() ? "在岗" : "停用"));
        spec.commandLine().getOut().print(table);
      }
      return ExitCode.DONE;
    }
  }

  /** What suspending and its opposite need. */
  static final class Change {
    @Parameters(paramLabel = "NO", description = "证号")
    private String number;

    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "理由")
    private String reason;

    int apply(HomeOptions home, Acting acting, CommandSpec spec, boolean active) {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        new Officers(casebook).setActive(number, active, reason, acting.officer(casebook));
      }
      spec.commandLine().getOut().println(active ? "已恢复 " + number + "，请用 officer token 换发令牌。" : "已停用 " + number + "，其令牌已作废。");
      return ExitCode.DONE;
    }
  }

  @Command(name = "suspend", description = "停用人员，其令牌随即作废；须写明理由。")
  static final class Suspend implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Mixin Change change;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      return change.apply(home, acting, spec, false);
    }
  }

  @Command(name = "resume", description = "恢复停用的人员；须写明理由。")
  static final class Resume implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Mixin Change change;
    @Spec CommandSpec spec;

    @Override
    public Integer call() {
      return change.apply(home, acting, spec, true);
    }
  }

  @Command(name = "token", description = "换发令牌，旧令牌随即作废。")
  static final class Token implements Callable<Integer> {
    @Mixin HelpOption help;
    @Mixin HomeOptions home;
    @Mixin Acting acting;
    @Spec CommandSpec spec;

    @Parameters(paramLabel = "NO", description = "证号")
    private String number;

    @Override
    public Integer call() {
      try (Casebook casebook = Casebooks.open(home.existing(), Clock.systemUTC())) {
        show(spec, new Officers(casebook).renewToken(number, acting.officer(casebook)));
      }
      return ExitCode.DONE;
    }
  }
}
