package cn.qingzheng.console.command;

import cn.qingzheng.casework.Refusal;
import cn.qingzheng.console.backup.BackupRefusal;
import cn.qingzheng.console.scan.ScanUnderWayException;
import cn.qingzheng.model.ProblemsException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.UnmatchedArgumentException;

/** Every command, with help and errors in Chinese. */
public final class CommandLineTree {
  private CommandLineTree() {}

  @Command(
      name = "qingzheng",
      description = {"清证：检索未经审批备案的职业技能培训、评价机构的证书广告，固定证据，生成提示函与进展情况表。", "程序只提出候选，由执法人员认定。"},
      subcommands = {
        DemoCommand.class,
        ScanCommand.class,
        ServeCommand.class,
        AnalyzeCommand.class,
        EvaluateCommand.class,
        SearchCommand.class,
        CrawlCommand.class,
        ArchiveCommand.class,
        LeadCommand.class,
        RecheckCommand.class,
        SubjectCommand.class,
        CaseCommand.class,
        EvidenceCommand.class,
        NoticeCommand.class,
        ReplyCommand.class,
        OfficerCommand.class,
        AuditCommand.class,
        ReportCommand.class,
        RegistryCommand.class,
        ConnectorCommand.class,
        ImportCommand.class,
        ReindexCommand.class,
        BackupCommand.class,
        RestoreCommand.class,
        DoctorCommand.class
      })
  static final class Root implements Runnable {
    @Mixin HelpOption help;

    @CommandLine.Spec CommandLine.Model.CommandSpec spec;

    @Override
    public void run() {
      spec.commandLine().usage(spec.commandLine().getOut());
    }
  }

  /**
   * A fresh command line; its {@code execute} returns what the shell gets, and by then all output is written.
   *
   * @param out for results
   * @param err for progress and errors
   */
  public static CommandLine create(PrintWriter out, PrintWriter err) {
    CommandLine line = new CommandLine(new Root());
    line.setOut(out);
    line.setErr(err);
    // A query such as @name is no file of arguments.
    line.setExpandAtFiles(false);
    line.setExecutionStrategy(parsed -> execute(parsed, out, err));
    line.setParameterExceptionHandler((e, args) -> usageError(e));
    line.setExecutionExceptionHandler((e, command, parsed) -> executionError(e, command.getErr()));
    line.setExitCodeExceptionMapper(e -> ExitCode.USAGE);
    // 不含 is written with a dash: 包过 -公益.
    line.getSubcommands().get("search").setUnmatchedOptionsArePositionalParams(true);
    chinese(line);
    return line;
  }

  private static int execute(ParseResult parsed, PrintWriter out, PrintWriter err) {
    try {
      return new RunLast().execute(parsed);
    } catch (OutOfMemoryError e) {
      // By now what filled the memory is no longer held.
      err.println("内存不足，没有做完 – 请加大内存（如 JAVA_TOOL_OPTIONS=-Xmx4g），或每次少给一些文件");
      return ExitCode.PROBLEMS;
    } finally {
      out.flush();
    }
  }

  private static void chinese(CommandLine line) {
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.synopsisHeading("用法：");
    usage.descriptionHeading("%n");
    usage.parameterListHeading("%n参数：%n");
    usage.optionListHeading("%n选项：%n");
    usage.commandListHeading("%n命令：%n");
    usage.adjustLineBreaksForWideCJKCharacters(true);
    usage.width(100);
    line.getSubcommands().values().forEach(CommandLineTree::chinese);
  }

  private static int usageError(ParameterException e) {
    PrintWriter err = e.getCommandLine().getErr();
    String wrong =
        switch (e) {
          case UnmatchedArgumentException u -> "不认识的参数：" + TerminalText.safe(String.join(" ", u.getUnmatched()));
          case MissingParameterException m -> "缺少参数：" + String.join("、", m.getMissing().stream().map(CommandLineTree::label).toList());
          case OverwrittenOptionException o -> "选项只能写一次：" + label(o.getOverwritten());
          default -> wrongValue(e);
        };
    err.println(wrong + " – 用法见 " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static String wrongValue(ParameterException e) {
    if (e.getArgSpec() == null || e.getValue() == null) {
      return "参数有误：" + e.getMessage();
    }
    if (e.getArgSpec().typeInfo().isMap()) {
      return "“" + TerminalText.safe(e.getValue()) + "”应写成 " + e.getArgSpec().paramLabel();
    }
    List<Class<?>> types = List.of(e.getArgSpec().typeInfo().getAuxiliaryTypes());
    Class<?> type = types.isEmpty() ? e.getArgSpec().type() : types.get(0);
    return label(e.getArgSpec()) + " 不能是“" + TerminalText.safe(e.getValue()) + "”，应为" + wanted(type);
  }

  private static String wanted(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining("、", " ", " 之一"));
    }
    if (type == LocalDate.class) {
      return "日期，写法如 2026-11-28";
    }
    return type == Integer.class || type == int.class ? "整数" : " " + type.getSimpleName();
  }

  private static String label(CommandLine.Model.ArgSpec arg) {
    return arg instanceof CommandLine.Model.OptionSpec o ? o.longestName() : arg.paramLabel();
  }

  private static int executionError(Exception e, PrintWriter err) {
    if (e instanceof ProblemsException p) {
      p.problems().forEach(err::println);
      err.println("共 " + p.problems().size() + " 处错误，未开始执行。");
      return ExitCode.USAGE;
    }
    if (e instanceof CommandException c) {
      err.println(c.getMessage());
      return c.exitCode();
    }
    if (e instanceof Refusal || e instanceof ScanUnderWayException || e instanceof BackupRefusal) {
      err.println(e.getMessage());
      return ExitCode.USAGE;
    }
    Throwable cause = e instanceof UncheckedIOException io ? io.getCause() : e;
    if (cause instanceof FileSystemException f) {
      err.println("无法读写 " + f.getFile() + "：" + reason(f) + " – 请检查路径、权限和磁盘空间");
      return ExitCode.USAGE;
    }
    LoggerFactory.getLogger(CommandLineTree.class).error("command failed", e);
    err.println("程序出错：" + cause + " – 详情见日志 logs/qingzheng.log");
    return ExitCode.PROBLEMS;
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException n -> "文件或目录不存在";
      case AccessDeniedException a -> "没有权限";
      case FileAlreadyExistsException f -> "已有同名文件";
      default -> e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
    };
  }
}
