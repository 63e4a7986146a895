package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lays a letter into a folder, for upload to the ministry's 平台企业协同共治系统, which has no public interface. A
 * letter's folder is there whole or not at all, and under the same name whenever it is sent again.
 */
public final class FolderChannel implements Channel {
  private final Path base;

  /** @param base what addresses in the contacts are relative to */
  public FolderChannel(Path base) {
    this.base = base;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.FOLDER;
  }

  @Override
  public Outcome send(Parcel parcel) {
    try {
      Path folder = Files.createDirectories(base.resolve(parcel.address()));
      Path done = folder.resolve(parcel.noticeId() + "-" + parcel.key().substring(0, 12));
      if (!Files.isDirectory(done)) {
        write(parcel, folder.resolve("." + parcel.key() + ".part"), done);
      }
      return new Outcome.Delivered("已导出 " + done);
    } catch (InvalidPathException e) {
      return new Outcome.Never("导出目录的写法有误：" + parcel.address());
    } catch (AtomicMoveNotSupportedException e) {
      return new Outcome.Never("导出目录 " + parcel.address() + " 不能整体写入：请换一个本机目录");
    } catch (IOException e) {
      return new Outcome.Later("写导出目录失败：" + e, Optional.empty());
    }
  }

  private static void write(Parcel parcel, Path part, Path done) throws IOException {
    Files.createDirectories(part);
    List<Map<String, Object>> files = new ArrayList<>();
    for (Parcel.Item item : parcel.files()) {
      Path copy = part.resolve(item.name());
      Files.copy(item.file(), copy, StandardCopyOption.REPLACE_EXISTING);
      sync(copy);
      files.add(Map.of("name", item.name(), "sha256", item.sha256()));
    }
    Map<String, Object> manifest = new LinkedHashMap<>();
    manifest.put("idempotency_key", parcel.key());
    manifest.put("notice", parcel.noticeId());
    manifest.put("doc_no", parcel.docNo());
    manifest.put("recipient", parcel.content().recipient());
    manifest.put("files", files);
    Files.writeString(part.resolve("manifest.json"), Json.write(manifest), StandardCharsets.UTF_8);
    sync(part.resolve("manifest.json"));
    Files.move(part, done, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void sync(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
