package cn.qingzheng.console.scan;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Compares the clock of this machine with a time server (SNTP, RFC 4330), for the record of the environment. */
final class ClockCheck {
  private static final int PORT = 123;
  private static final int LENGTH = 48;
  private static final byte ASK = 0b00_100_011;
  private static final int SERVER_MODE = 4;
  private static final int PATIENCE_MILLIS = 3_000;
  private static final long SECONDS_1900_TO_1970 = 2_208_988_800L;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneId.of("Asia/Shanghai"));

  private ClockCheck() {}

  /**
   * In Chinese, for {@code capture.json}.
   *
   * @param server name or address, with a port if it is not 123
   */
  static String note(Optional<String> server, Clock clock) {
    if (server.isEmpty()) {
      return "使用系统时钟，采集时未与外部时间源比对";
    }
    try {
      Duration offset = offset(server.get(), clock);
      return "与时间服务器 " + server.get() + " 比对：本机时钟" + (offset.isNegative() ? "快 " : "慢 ")
          + String.format(Locale.ROOT, "%.3f", offset.abs().toNanos() / 1e9) + " 秒（"
          + TIME.format(clock.instant()) + "，北京时间）";
    } catch (IOException e) {
      return "使用系统时钟；未能与时间服务器 " + server.get() + " 比对：" + e.getMessage();
    }
  }

  /** What has to be added to the clock to be right. */
  static Duration offset(String server, Clock clock) throws IOException {
    String host = server.replaceFirst(":\\d+$", "");
    int port = host.equals(server) ? PORT : Integer.parseInt(server.substring(host.length() + 1));
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      // Connected: what others send is not received.
      socket.connect(new InetSocketAddress(InetAddress.getByName(host), port));
      Instant sent = clock.instant();
      long began = System.nanoTime();
      ByteBuffer ask = ByteBuffer.allocate(LENGTH).put(0, ASK);
      ask.putInt(40, (int) (sent.getEpochSecond() + SECONDS_1900_TO_1970)).putInt(44, (int) System.nanoTime());
      socket.send(new DatagramPacket(ask.array(), LENGTH));
      byte[] answer = new byte[LENGTH];
      DatagramPacket packet = new DatagramPacket(answer, LENGTH);
      socket.receive(packet);
      Duration took = Duration.ofNanos(System.nanoTime() - began);
      return offset(ask, ByteBuffer.wrap(answer), packet.getLength(), sent, took);
    } catch (java.net.SocketTimeoutException e) {
      throw new IOException(PATIENCE_MILLIS / 1000 + " 秒内没有应答", e);
    } catch (java.net.UnknownHostException e) {
      throw new IOException("找不到这台服务器", e);
    }
  }

  private static Duration offset(ByteBuffer ask, ByteBuffer answer, int length, Instant sent, Duration took)
      throws IOException {
    int stratum = Byte.toUnsignedInt(answer.get(1));
    boolean ours = answer.getLong(24) == ask.getLong(40);
    if (length < LENGTH || (answer.get(0) & 7) != SERVER_MODE || !ours || stratum == 0 || stratum > 15) {
      throw new IOException("应答不是对这次询问的有效应答");
    }
    Duration there = Duration.between(sent, time(answer, 32));
    Duration back = Duration.between(sent.plus(took), time(answer, 40));
    return there.plus(back).dividedBy(2);
  }

  /** Seconds since 1900 with 32 bits of fraction; good until 2036, when the era changes. */
  private static Instant time(ByteBuffer bytes, int at) {
    long seconds = Integer.toUnsignedLong(bytes.getInt(at)) - SECONDS_1900_TO_1970;
    return Instant.ofEpochSecond(seconds, Integer.toUnsignedLong(bytes.getInt(at + 4)) * 1_000_000_000L >>> 32);
  }
}
