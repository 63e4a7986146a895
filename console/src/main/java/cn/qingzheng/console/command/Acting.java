package cn.qingzheng.console.command;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Option;

/**
 * Who acts. The personal token comes from the environment or a file, never from the command line, which others on
 * the machine can see.
 */
final class Acting {
  static final String VARIABLE = "QINGZHENG_TOKEN";

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "存放本人令牌的文件，只能本人可读；不写则取环境变量 " + VARIABLE)
  private Optional<Path> file = Optional.empty();

  /** The holder of the token. */
  Officer officer(Casebook casebook) {
    return token().map(new Officers(casebook)::signIn).orElseThrow(Acting::missing);
  }

  /** The holder of the token, if one was given. */
  Optional<Officer> ifAny(Casebook casebook) {
    return token().map(new Officers(casebook)::signIn);
  }

  /**
   * In whose name a decision is written down: the name alone while nobody is registered, else the holder of the
   * token, with whom the name must agree.
   */
  String name(Casebook casebook, Optional<String> by) {
    if (!new Officers(casebook).any()) {
      return by.orElseThrow(() -> CommandException.usage("缺少参数：--by – 请写明经办人姓名"));
    }
    Officer officer = officer(casebook);
    if (by.isPresent() && !by.get().strip().equals(officer.name()) && !by.get().strip().equals(officer.number())) {
      throw CommandException.usage("--by 写的是“" + by.get() + "”，令牌却是" + officer.shown() + "的 – 请用本人令牌，或去掉 --by");
    }
    return officer.number();
  }

  private static CommandException missing() {
    return CommandException.usage("没有出示令牌 – 请把本人令牌放在环境变量 " + VARIABLE + " 中，或用 --token-file 指明文件");
  }

  private Optional<String> token() {
    if (file.isPresent()) {
      return Optional.of(read(file.get()));
    }
    return Optional.ofNullable(System.getenv(VARIABLE)).filter(t -> !t.isBlank());
  }

  private static String read(Path file) {
    try {
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Set<PosixFilePermission> open = Files.getPosixFilePermissions(file);
        if (open.stream().anyMatch(p -> !p.name().startsWith("OWNER_"))) {
          throw CommandException.usage("令牌文件 " + file + " 别人也能读写 – 请先执行 chmod 600 " + file);
        }
      }
      return Files.readString(file, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
