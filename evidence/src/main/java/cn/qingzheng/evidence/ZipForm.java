package cn.qingzheng.evidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * The one form a package's zip may have, down to the byte: entries stored, sorted by UTF-8 bytes, all with the time
 * of sealing, no extra fields, no comments, no zip64 (APPNOTE.TXT 6.3). Because nothing is left to choose, the
 * verifier can write every header again and compare, and no byte outside the files can be changed unseen.
 *
 * <p>Written by hand because the JDK's writer leaves versions, flags and the time zone to the release and the
 * machine, and compressed bytes to the zlib at hand.
 */
record ZipForm(int dosTime, int dosDate) {
  static final int LOCAL_SIGNATURE = 0x04034b50;
  static final int CENTRAL_SIGNATURE = 0x02014b50;
  static final int END_SIGNATURE = 0x06054b50;
  static final int LOCAL_SIZE = 30;
  static final int CENTRAL_SIZE = 46;
  static final int END_SIZE = 22;
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final short VERSION_NEEDED = 20;
  private static final short MADE_BY_UNIX_20 = (3 << 8) | 20;
  private static final short UTF8_NAMES = 0x0800;
  private static final int PLAIN_FILE_0644 = 0100644 << 16;

  /** One file as the headers describe it. */
  record Entry(String name, int crc32, long size, long offset) {
    byte[] nameBytes() {
      return name.getBytes(StandardCharsets.UTF_8);
    }
  }

  /** The form of a package sealed at that time; zip keeps local time in steps of two seconds. */
  static ZipForm sealedAt(Instant time) {
    LocalDateTime t = LocalDateTime.ofInstant(time, ZONE);
    if (t.getYear() < 1980 || t.getYear() > 2107) {
      throw new IllegalArgumentException("封存时间应在 1980 年至 2107 年之间，实为 " + time);
    }
    return new ZipForm(
        t.getHour() << 11 | t.getMinute() << 5 | t.getSecond() >> 1,
        (t.getYear() - 1980) << 9 | t.getMonthValue() << 5 | t.getDayOfMonth());
  }

  byte[] localHeader(Entry entry) {
    byte[] name = entry.nameBytes();
    ByteBuffer b = littleEndian(LOCAL_SIZE + name.length).putInt(LOCAL_SIGNATURE);
    common(b, entry, name);
    return b.put(name).array();
  }

  byte[] centralHeader(Entry entry) {
    byte[] name = entry.nameBytes();
    ByteBuffer b = littleEndian(CENTRAL_SIZE + name.length).putInt(CENTRAL_SIGNATURE).putShort(MADE_BY_UNIX_20);
    common(b, entry, name);
    b.putShort((short) 0).putShort((short) 0).putShort((short) 0);
    b.putInt(PLAIN_FILE_0644).putInt((int) entry.offset());
    return b.put(name).array();
  }

  byte[] end(int entries, long centralOffset, long centralSize) {
    return littleEndian(END_SIZE)
        .putInt(END_SIGNATURE)
        .putShort((short) 0)
        .putShort((short) 0)
        .putShort((short) entries)
        .putShort((short) entries)
        .putInt((int) centralSize)
        .putInt((int) centralOffset)
        .putShort((short) 0)
        .array();
  }

  private void common(ByteBuffer b, Entry entry, byte[] name) {
    b.putShort(VERSION_NEEDED).putShort(UTF8_NAMES).putShort((short) 0);
    b.putShort((short) dosTime).putShort((short) dosDate);
    b.putInt(entry.crc32()).putInt((int) entry.size()).putInt((int) entry.size());
    b.putShort((short) name.length).putShort((short) 0);
  }

  private static ByteBuffer littleEndian(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
