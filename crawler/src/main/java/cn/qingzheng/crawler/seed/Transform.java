package cn.qingzheng.crawler.seed;

import cn.qingzheng.crawler.frontier.CanonicalUrl;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** What may be done with a field's value: a closed list, no scripts. */
public sealed interface Transform {
  /** What may be written, in Chinese, for messages. */
  String LIST =
      "可写：absolute_url、number、trim、plain_text、date:yyyy-MM-dd、epoch_seconds、epoch_millis、query:参数名、fill:https://…/{value}";

  /** The value after it; absent if the value does not fit. */
  Optional<String> apply(String value, URI base);

  /** Empty if it is not on the list. */
  static Optional<Transform> parse(String text) {
    return switch (text) {
      case "absolute_url" -> Optional.of(new AbsoluteUrl());
      case "number" -> Optional.of(new Number());
      case "trim" -> Optional.of(new Trim());
      case "plain_text" -> Optional.of(new PlainText());
      case "epoch_seconds" -> Optional.of(new Epoch(1));
      case "epoch_millis" -> Optional.of(new Epoch(1000));
      default -> withArgument(text);
    };
  }

  private static Optional<Transform> withArgument(String text) {
    int colon = text.indexOf(':');
    String argument = text.substring(colon + 1);
    if (colon < 0 || argument.isBlank()) {
      return Optional.empty();
    }
    return switch (text.substring(0, colon)) {
      case "date" -> date(argument);
      case "query" -> Optional.of(new Query(argument));
      case "fill" -> Optional.<Transform>of(new Fill(argument)).filter(f -> f.apply("1", URI.create("")).isPresent());
      default -> Optional.empty();
    };
  }

  private static Optional<Transform> date(String pattern) {
    try {
      return Optional.of(new Date(DateTimeFormatter.ofPattern(pattern, Locale.ROOT)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
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

  /** Takes HTML out: interfaces send titles with the keyword in {@code <em>}. */
  record PlainText() implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      return Optional.of(Jsoup.parseBodyFragment(value).text()).filter(v -> !v.isBlank());
    }
  }

  /** Brings a date to {@code 2026-11-23}. */
  record Date(DateTimeFormatter format) implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      try {
        return Optional.of(format.parse(value, LocalDate::from).toString());
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
  }

  /** Brings a time counted from 1970 to its day in China. */
  record Epoch(long perSecond) implements Transform {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Override
    public Optional<String> apply(String value, URI base) {
      if (!value.matches("\\d{1,14}")) {
        return Optional.empty();
      }
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(value) / perSecond).atZone(ZONE).toLocalDate().toString());
    }
  }

  /** The value of a parameter of an address: search engines wrap where their results lead. */
  record Query(String parameter) implements Transform {
    @Override
    public Optional<String> apply(String value, URI base) {
      int question = value.indexOf('?');
      return Arrays.stream(value.substring(question + 1).split("[&#]"))
          .filter(p -> question >= 0 && p.startsWith(parameter + "="))
          .findFirst()
          .flatMap(p -> decoded(p.substring(parameter.length() + 1)));
    }

    private static Optional<String> decoded(String value) {
      try {
        return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8)).filter(v -> !v.isBlank());
      } catch (IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /** Puts the value into an address: interfaces send the number of an offer and not where it is shown. */
  record Fill(String template) implements Transform {
    private static final String VALUE = "{value}";

    @Override
    public Optional<String> apply(String value, URI base) {
      String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      return template.contains(VALUE)
          ? CanonicalUrl.of(template.replace(VALUE, encoded)).filter(u -> PublicHost.wrong(u).isEmpty()).map(URI::toString)
          : Optional.empty();
    }
  }
}
