package cn.qingzheng.crawler;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Ids of captures: sort by time, are safe as file names, and differ between processes. */
final class CaptureIds {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int ROUND = 10_000;

  private final AtomicInteger sequence = new AtomicInteger();
  private final String process = String.format(Locale.ROOT, "%06x", new SecureRandom().nextInt(1 << 24));

  /** For example {@code 20261123T010203456-0007-3f9a2c}. */
  String next(Instant at) {
    return String.format(
        Locale.ROOT,
        "%s-%04d-%s",
        STAMP.format(at), Math.floorMod(sequence.getAndIncrement(), ROUND), process);
  }
}
