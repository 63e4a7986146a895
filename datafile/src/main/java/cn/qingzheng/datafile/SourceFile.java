package cn.qingzheng.datafile;

import cn.qingzheng.model.Problems;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A text file as read, with the name that problems are reported under.
 *
 * @param name the path as the operator knows it
 * @param content without a byte order mark
 */
public record SourceFile(String name, String content) {
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  /** Reads a UTF-8 file; a file that is missing, too large or not UTF-8 becomes a problem and an empty result. */
  public static Optional<SourceFile> read(Path file, Problems problems) {
    String name = shown(file);
    try {
      if (Files.size(file) > MAX_BYTES) {
        problems.add(name, 0, "文件过大（超过 256 MB）", "请拆分文件");
        return Optional.empty();
      }
      return decode(name, Files.readAllBytes(file), problems);
    } catch (NoSuchFileException e) {
      problems.add(name, 0, "文件不存在", "请检查路径");
    } catch (IOException e) {
      problems.add(name, 0, "无法读取：" + e.getMessage(), "请检查权限");
    }
    return Optional.empty();
  }

  private static Optional<SourceFile> decode(String name, byte[] bytes, Problems problems) {
    CharsetDecoder utf8 =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes);
    try {
      String content = utf8.decode(in).toString();
      return Optional.of(new SourceFile(name, content.startsWith("\uFEFF") ? content.substring(1) : content));
    } catch (CharacterCodingException e) {
      problems.add(name, lineAt(bytes, in.position()), "不是 UTF-8 编码", "请另存为 UTF-8");
      return Optional.empty();
    }
  }

  private static int lineAt(byte[] bytes, int position) {
    int line = 1;
    for (int i = 0; i < position; i++) {
      if (bytes[i] == '\n') {
        line++;
      }
    }
    return line;
  }

  /** The path relative to the working directory if it lies inside, else as given. */
  static String shown(Path file) {
    Path here = Path.of("").toAbsolutePath();
    Path absolute = file.toAbsolutePath().normalize();
    return (absolute.startsWith(here) ? here.relativize(absolute) : file).toString();
  }
}
