package cn.qingzheng.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexFormatTooNewException;
import org.apache.lucene.index.IndexFormatTooOldException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;

/** Opens the folder of an index, or says in Chinese why not and what to do. */
final class IndexFolder {
  /** Raised whenever documents or the text analysis change so that an old index would answer wrongly. */
  static final Map<String, String> LAYOUT = Map.of("qingzheng-layout", "2");

  private IndexFolder() {}

  interface Opening {
    EvidenceIndex open(Directory directory) throws IOException;
  }

  static EvidenceIndex opened(Path dir, Opening opening) {
    Directory directory = null;
    try {
      directory = FSDirectory.open(dir);
      return opening.open(directory);
    } catch (IOException | IllegalArgumentException | IndexUnavailableException failed) {
      closeQuietly(directory, failed);
      throw unavailable(dir, failed);
    }
  }

  private static void closeQuietly(Directory directory, Exception because) {
    try {
      if (directory != null) {
        directory.close();
      }
    } catch (IOException e) {
      because.addSuppressed(e);
    }
  }

  private static IndexUnavailableException unavailable(Path dir, Exception failed) {
    return switch (failed) {
      case IndexUnavailableException known -> known;
      case LockObtainFailedException held -> new IndexUnavailableException(
          "索引正被另一个程序写入：" + dir + " – 等它结束或先停止它；只是查询可用 search 命令", held);
      case IndexNotFoundException missing -> none(dir, missing);
      case CorruptIndexException bad -> damaged(dir, bad);
      case IndexFormatTooOldException old -> damaged(dir, old);
      case IndexFormatTooNewException next -> damaged(dir, next);
      case IllegalArgumentException codec -> damaged(dir, codec);
      default -> new IndexUnavailableException("打不开索引：" + dir + "（" + failed.getMessage() + "）– 检查磁盘和权限", failed);
    };
  }

  static IndexUnavailableException none(Path dir, Exception cause) {
    return new IndexUnavailableException("还没有索引：" + dir + " – 先运行 scan，或用 reindex 从存档重建", cause);
  }

  private static IndexUnavailableException damaged(Path dir, Exception cause) {
    return new IndexUnavailableException(
        "索引损坏或版本不符：" + dir + " – 删除这个目录后运行 reindex，从存档重建，不丢数据", cause);
  }

  static void checkLayout(Directory directory) throws IOException {
    if (!DirectoryReader.indexExists(directory)) {
      return;
    }
    try (DirectoryReader reader = DirectoryReader.open(directory)) {
      Map<String, String> found = reader.getIndexCommit().getUserData();
      if (!found.entrySet().containsAll(LAYOUT.entrySet())) {
        throw new CorruptIndexException("layout should be " + LAYOUT, found.toString());
      }
    }
  }
}
