package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import cn.qingzheng.console.config.Casebooks;
import cn.qingzheng.console.config.Config;
import cn.qingzheng.console.config.Home;
import cn.qingzheng.console.scan.EvidenceCopies;
import cn.qingzheng.console.scan.Letters;
import cn.qingzheng.evidence.EvidenceException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What is handed out of sealed packages, always in somebody's name. */
abstract class EvidenceCopyCommand implements Callable<Integer> {
  @Mixin HelpOption help;
  @Mixin HomeOptions home;
  @Mixin Acting acting;
  @Spec CommandSpec spec;

  @Parameters(paramLabel = "EV-ID", description = "证据包编号")
  String id;

  @Option(names = "--by", paramLabel = "NAME", description = "经办人姓名；登记人员之后以令牌为准")
  private Optional<String> by = Optional.empty();

  @Option(names = "--out", paramLabel = "DIR", description = "写到哪个目录（默认当前目录）")
  Path out = Path.of(".");

  abstract List<Path> write(EvidenceCopies copies, Config config) throws IOException, EvidenceException;

  @Override
  public Integer call() throws IOException {
    Home folder = home.existing();
    Config config = HomeOptions.config(folder);
    try (Casebook casebook = Casebooks.open(folder, Clock.systemUTC())) {
      if (new Officers(casebook).any()) {
        acting.officer(casebook).require("取出证据", Role.ANALYST, Role.REVIEWER, Role.APPROVER, Role.AUDITOR);
      }
      write(new EvidenceCopies(casebook, acting.name(casebook, by)), config).forEach(spec.commandLine().getOut()::println);
    } catch (EvidenceException e) {
      spec.commandLine().getErr().println(TerminalText.safe("证据包核验未通过，没有取出 – 请用 evidence verify 查看是哪个文件：" + id));
      return ExitCode.PROBLEMS;
    }
    return ExitCode.DONE;
  }

  @Command(
      name = "open",
      description = {"取出封存的原件：含个人信息，须写明理由，每次都记入审计日志。", "先核验，通过才复制；日志记下之后才写文件。"})
  static final class Open extends EvidenceCopyCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "打开原件的理由")
    private String reason;

    @Override
    List<Path> write(EvidenceCopies copies, Config config) throws IOException, EvidenceException {
      return List.of(copies.original(id, reason, out));
    }
  }

  @Command(
      name = "export",
      description = {"导出脱敏副本：文字、引文和采集记录，手机号、身份证号、微信和 QQ 号、标明的姓名已遮盖。", "不含原始归档和截图；副本不是证据，不能核验。"})
  static final class Export extends EvidenceCopyCommand {
    @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "导出的用途")
    private String reason;

    @Override
    List<Path> write(EvidenceCopies copies, Config config) throws IOException, EvidenceException {
      return List.of(copies.masked(id, reason, out));
    }
  }

  @Command(
      name = "record",
      description = {"为已封存的证据包出具电子数据提取笔录（DOCX 和 PDF），供两名提取人核对、签名。", "笔录列出包内各文件的校验值和整包的校验值。"})
  static final class Record extends EvidenceCopyCommand {
    @Mixin EvidenceOfficers officers;

    @Override
    List<Path> write(EvidenceCopies copies, Config config) throws IOException, EvidenceException {
      return copies.record(id, officers.people(config.evidence().place()), Letters.templates(home.existing()).extraction(), out);
    }
  }
}
