package cn.qingzheng.model;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/**
 * A full-page picture of a rendered page.
 *
 * @param png the file
 * @param browser name and version
 */
public record Screenshot(Path png, URI url, Instant at, int width, int height, String browser) {
  public Screenshot {
    Objects.requireNonNull(png);
    Objects.requireNonNull(url);
    Objects.requireNonNull(at);
    Objects.requireNonNull(browser);
  }
}
