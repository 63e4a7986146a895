package cn.qingzheng.evidence;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A package as a zip. The entries are read one after the other from the first byte, as stored; the central directory
 * is not believed but compared. Nothing is decompressed, so there is no bomb, and nothing is written, so there is no
 * path to escape to.
 */
final class ZipBag implements BagSource {
  private static final String NOT_OURS = "不是封存时的压缩格式（可能被重新压缩过；如系自行解压后重新压缩，请直接核验解压后的文件夹）";

  private final FileChannel channel;
  private final long size;
  private final List<ZipForm.Entry> entries = new ArrayList<>();
  private final Map<String, Long> files = new TreeMap<>(BagLayout.ORDER);
  private final Map<String, ZipForm.Entry> byPath = new TreeMap<>(BagLayout.ORDER);
  private final List<String> problems = new ArrayList<>();
  private long centralOffset;

  ZipBag(Path zip) throws IOException {
    channel = FileChannel.open(zip);
    size = channel.size();
    if (size > Limits.PACKAGE) {
      problems.add("文件超过 " + Limits.PACKAGE + " 字节，停止读取");
    } else {
      readEntries();
      checkNames();
    }
  }

  private void readEntries() throws IOException {
    long at = 0;
    while (at + ZipForm.LOCAL_SIZE <= size && entries.size() <= Limits.FILES) {
      ByteBuffer h = littleEndian(read(at, ZipForm.LOCAL_SIZE));
      if (h.getInt(0) != ZipForm.LOCAL_SIGNATURE) {
        break;
      }
      int nameLength = Short.toUnsignedInt(h.getShort(26));
      int dataAt = ZipForm.LOCAL_SIZE + nameLength + Short.toUnsignedInt(h.getShort(28));
      long length = Integer.toUnsignedLong(h.getInt(18));
      boolean stored = h.getShort(8) == 0 && (h.getShort(6) & 0b1001) == 0;
      if (!stored || at + dataAt + length > size) {
        problems.add("偏移 " + at + " 处的条目" + (stored ? "长度超出文件" : NOT_OURS));
        break;
      }
      byte[] name = read(at + ZipForm.LOCAL_SIZE, nameLength);
      entries.add(new ZipForm.Entry(decode(name, at), h.getInt(14), length, at));
      at += dataAt + length;
    }
    centralOffset = at;
    if (entries.isEmpty()) {
      problems.add("开头不是压缩包的条目");
    }
  }

  /** Sorted names rule out duplicates as well; both are told apart for the reader. */
  private void checkNames() {
    String top = entries.isEmpty() ? "" : entries.get(0).name().replaceAll("/.*", "") + "/";
    String previous = "";
    for (ZipForm.Entry e : entries) {
      String shown = Checks.printable(e.name());
      Optional<String> bad = BagLayout.problemWith(e.name());
      if (bad.isPresent()) {
        problems.add(shown + "：" + bad.get());
        continue;
      }
      if (!e.name().startsWith(top)) {
        problems.add(shown + "：不在顶层文件夹 " + Checks.printable(top) + " 内");
        continue;
      }
      String path = e.name().substring(top.length());
      if (byPath.putIfAbsent(path, e) != null) {
        problems.add(shown + "：重复的条目");
      } else if (BagLayout.ORDER.compare(previous, e.name()) > 0) {
        problems.add(shown + "：条目的顺序被改动");
      }
      files.putIfAbsent(path, e.size());
      previous = e.name();
    }
    if (entries.size() > Limits.FILES) {
      problems.add("条目超过 " + Limits.FILES + " 个，停止读取");
    }
  }

  @Override
  public Map<String, Long> files() {
    return files;
  }

  @Override
  public InputStream open(String path) throws IOException {
    ZipForm.Entry e = byPath.get(path);
    long start = e.offset() + dataOffset(e);
    return new Slice(start, start + e.size());
  }

  private int dataOffset(ZipForm.Entry e) throws IOException {
    ByteBuffer h = littleEndian(read(e.offset(), ZipForm.LOCAL_SIZE));
    return ZipForm.LOCAL_SIZE + Short.toUnsignedInt(h.getShort(26)) + Short.toUnsignedInt(h.getShort(28));
  }

  @Override
  public List<String> problems() {
    return problems;
  }

  /** Writes every header again from what was found and compares: anything else than the files is noticed here. */
  @Override
  public List<String> problems(Map<String, Digests> digests, BagFacts facts) throws IOException {
    List<String> found = new ArrayList<>();
    if (facts.sealedAt().isEmpty()) {
      found.add("封存时间不明，无法核对压缩包的条目头");
      return found;
    }
    String top = entries.isEmpty() ? "" : entries.get(0).name().replaceAll("/.*", "");
    if (!facts.id().equals(Optional.of(top))) {
      found.add("顶层文件夹 " + Checks.printable(top) + " 与证据包编号不同");
    }
    compareHeaders(ZipForm.sealedAt(facts.sealedAt().get()), digests, found);
    return found;
  }

  private void compareHeaders(ZipForm form, Map<String, Digests> digests, List<String> found) throws IOException {
    long expectedAt = 0;
    long centralAt = centralOffset;
    for (ZipForm.Entry e : entries) {
      Optional<Integer> crc = path(e).map(digests::get).map(Digests::crc32);
      if (!crc.equals(Optional.of(e.crc32()))) {
        found.add(Checks.printable(e.name()) + "：内容与压缩包内的校验值不符");
      }
      ZipForm.Entry expected = new ZipForm.Entry(e.name(), e.crc32(), e.size(), expectedAt);
      byte[] local = form.localHeader(expected);
      byte[] central = form.centralHeader(expected);
      if (!same(expectedAt, local) || e.offset() != expectedAt) {
        found.add(Checks.printable(e.name()) + "：条目头（时间、标志、长度等）被改动");
      }
      if (!same(centralAt, central)) {
        found.add(Checks.printable(e.name()) + "：中央目录与条目头不一致");
      }
      expectedAt += local.length + e.size();
      centralAt += central.length;
    }
    byte[] end = form.end(entries.size(), centralOffset, centralAt - centralOffset);
    if (!same(centralAt, end)) {
      found.add("压缩包的结尾记录被改动");
    }
    if (centralAt + end.length != size) {
      found.add("压缩包末尾多出或缺少 " + Math.abs(size - centralAt - end.length) + " 字节");
    }
  }

  /** Its path inside the package, empty if the entry is none that could be read. */
  private Optional<String> path(ZipForm.Entry e) {
    String path = e.name().substring(e.name().indexOf('/') + 1);
    return byPath.get(path) == e ? Optional.of(path) : Optional.empty();
  }

  private boolean same(long at, byte[] expected) throws IOException {
    return at + expected.length <= size && Arrays.equals(read(at, expected.length), expected);
  }

  private String decode(byte[] name, long at) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(name)).toString();
    } catch (CharacterCodingException e) {
      problems.add("偏移 " + at + " 处的文件名不是 UTF-8");
      return new String(name, StandardCharsets.UTF_8);
    }
  }

  private byte[] read(long at, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(length);
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, at + buffer.position()) < 0) {
        throw new EOFException("文件在读取时变短");
      }
    }
    return buffer.array();
  }

  private static ByteBuffer littleEndian(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public String describe() {
    return "zip，" + entries.size() + " 个条目，" + size + " 字节";
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A stretch of the file. */
  private final class Slice extends InputStream {
    private long at;
    private final long end;

    Slice(long start, long end) {
      this.at = start;
      this.end = end;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      if (at >= end) {
        return -1;
      }
      int n = channel.read(ByteBuffer.wrap(to, offset, (int) Math.min(length, end - at)), at);
      if (n < 0) {
        throw new EOFException("文件在读取时变短");
      }
      at += n;
      return n;
    }
  }
}
