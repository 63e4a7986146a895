package cn.qingzheng.console.sample;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What goes back to the client.
 *
 * @param length announced length in bytes; empty for a chunked body whose end is not known
 */
record Reply(int status, Map<String, String> headers, OptionalLong length, Body body) {

  /** Writes a body; a client that hangs up shows as an {@link IOException}. */
  @FunctionalInterface
  interface Body {
    void writeTo(OutputStream out) throws IOException;
  }

  static Reply of(int status, String contentType, byte[] bytes) {
    return new Reply(status, Map.of("Content-Type", contentType), OptionalLong.of(bytes.length),
        out -> out.write(bytes));
  }

  static Reply moved(int status, String location) {
    return new Reply(status, Map.of("Location", location), OptionalLong.of(0), out -> { });
  }
}
