package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import java.net.URI;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What may be done with a field's value: a closed list, no scripts. */
public sealed interface Transform {
  /** The value after it; absent if the value does not fit. */
  Optional<String> apply(String value, URI base);

  /** Empty if it is not on the list. */
  static Optional<Transform> parse(String text) {
    if (text.startsWith("date:")) {
      try {
        return Optional.of(new Date(DateTimeFormatter.ofPattern(text.substring(5), Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
    return switch (text) {
      case "absolute_url" -> Optional.of(new AbsoluteUrl());
      case "number" -> Optional.of(new Number());
      case "trim" -> Optional.of(new Trim());
      default -> Optional.empty();
    };
  }

  /** Resolves an address against the page and brings it to its canonical form. */
  record AbsoluteUrl() implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      return CanonicalUrl.resolve(base, value).map(URI::toString);
    }
  }

  /** The first number in the text, without thousands separators. */
  record Number() implements Transform {
    private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

    @Override
    public Optional<String> apply(String value, URI base) {
      Matcher m = NUMBER.matcher(value);
      return m.find() ? Optional.of(m.group().replace(",", "")) : Optional.empty();
    }
  }

  /** Takes white space off both ends and makes one blank of it inside. */
  record Trim() implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      return Optional.of(value.strip().replaceAll("\\s+", " "));
    }
  }

  /** Brings a date to {@code 2026-11-23}. */
  record Date(DateTimeFormatter format) implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      try {
        return Optional.of(LocalDate.parse(value, format).toString());
      } catch (DateTimeParseException e) {
        return Optional.empty();
      }
    }
  }
}
