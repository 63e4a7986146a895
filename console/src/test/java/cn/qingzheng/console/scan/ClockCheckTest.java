package cn.qingzheng.console.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ClockCheckTest {
  /** Answers one question. */
  private static String asked(Duration ahead, UnaryOperator<ByteBuffer> change) throws Exception {
    try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
      Thread.ofVirtual().start(() -> {
        try {
          DatagramPacket ask = new DatagramPacket(new byte[48], 48);
          server.receive(ask);
          ByteBuffer in = ByteBuffer.wrap(ask.getData());
          ByteBuffer out = ByteBuffer.allocate(48).put(0, (byte) 0x24).put(1, (byte) 2).putLong(24, in.getLong(40));
          Instant now = Instant.now().plus(ahead);
          for (int at : new int[] {32, 40}) {
            out.putInt(at, (int) (now.getEpochSecond() + 2_208_988_800L)).putInt(at + 4, (int) (((long) now.getNano() << 32) / 1_000_000_000L));
          }
          server.send(new DatagramPacket(change.apply(out).array(), 48, ask.getSocketAddress()));
        } catch (java.io.IOException e) {
          throw new java.io.UncheckedIOException(e);
        }
      });
      return ClockCheck.note(Optional.of("127.0.0.1:" + server.getLocalPort()), Clock.systemUTC());
    }
  }

  @Test
  void a_clock_that_is_slow_or_fast_is_said_with_its_seconds() throws Exception {
    assertTrue(asked(Duration.ofSeconds(90), b -> b).matches(".*本机时钟慢 (89\\.[5-9]|90\\.[0-4])\\d* 秒.*"));
    assertTrue(asked(Duration.ofSeconds(-7), b -> b).matches(".*本机时钟快 (6\\.[5-9]|7\\.[0-4])\\d* 秒.*"));
  }

  @Test
  void what_is_no_answer_to_this_question_is_not_believed() throws Exception {
    assertTrue(asked(Duration.ZERO, b -> b.putLong(24, 1)).contains("应答不是对这次询问的有效应答"));
    assertTrue(asked(Duration.ZERO, b -> b.put(1, (byte) 0)).contains("应答不是"));
    assertTrue(asked(Duration.ZERO, b -> b.put(0, (byte) 0x23)).contains("应答不是"));
  }

  @Test
  void without_a_server_that_is_said() {
    assertEquals("使用系统时钟，采集时未与外部时间源比对", ClockCheck.note(Optional.empty(), Clock.systemUTC()));
    assertTrue(ClockCheck.note(Optional.of("time.invalid"), Clock.systemUTC()).contains("未能与时间服务器 time.invalid 比对"));
  }
}
