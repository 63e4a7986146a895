package cn.qingzheng.crawler.page;

import cn.qingzheng.crawler.page.CharsetChoice.Source;
import cn.qingzheng.crawler.page.CharsetChoice.Why;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Decodes bodies as browsers do, and better where the label is wrong: byte order mark, then Content-Type, then
 * {@code <meta>}, by the labels of the WHATWG Encoding Standard; then the bytes are asked whether they bear the
 * label out. A page whose label is wrong on purpose is unreadable to most crawlers but not to its readers.
 * Immutable, safe for several threads; loading the tables takes some milliseconds.
 */
public final class Charsets {
  /** A share of broken characters over which a label is doubted. */
  private static final double DOUBT = 0.001;

  /** So much better must another encoding be to beat a label. */
  private static final double CLEARLY = 0.15;

  /** What is weighed of a long body. */
  private static final int SAMPLE = 1 << 18;

  private final Encodings encodings = new Encodings();
  private final CommonCharacters common = new CommonCharacters();

  /** A body as text, and how it came about. */
  public record Decoded(String text, CharsetChoice choice) {}

  /**
   * @param contentType the header's value, empty or absent if there was none
   * @param body after content decoding
   */
  public Decoded decode(Optional<String> contentType, byte[] body) {
    Optional<String> bom = bom(body);
    if (bom.isPresent()) {
      byte[] rest = Arrays.copyOfRange(body, bom.get().equals(Encodings.UTF_8) ? 3 : 2, body.length);
      return decoded(bom.get(), rest, bom, Source.BOM, Why.BOM);
    }
    Optional<String> header = contentType.flatMap(MetaScan::charsetIn);
    if (header.flatMap(encodings::named).isPresent()) {
      return labelled(header, header.flatMap(encodings::named).get(), Source.HEADER, body);
    }
    Optional<String> meta = MetaScan.label(body);
    // A page that could be read far enough to find this cannot be UTF-16 (HTML Standard, prescan).
    Optional<String> named = meta.flatMap(encodings::named).map(n -> n.startsWith("UTF-16") ? Encodings.UTF_8 : n);
    if (named.isPresent()) {
      return labelled(meta, named.get(), Source.META, body);
    }
    Optional<String> unknown = header.isPresent() ? header : meta;
    return unlabelled(unknown, header.isPresent() ? Source.HEADER : meta.isPresent() ? Source.META : Source.NOBODY, body);
  }

  /** The encoding that a label means to a browser, for example {@code Big5} for {@code cn-big5}. */
  public Optional<String> named(String label) {
    return encodings.named(label);
  }

  private Decoded labelled(Optional<String> label, String name, Source source, byte[] body) {
    if (name.equals(Encodings.UTF_8)) {
      Text text = encodings.decode(name, body);
      if (text.errors() == 0) {
        return decoded(name, text, label, source, Why.DECLARED); // nearly every page
      }
    }
    Utf8Shape shape = Utf8Shape.of(body);
    boolean wide = name.startsWith("UTF-16") && contains(body, (byte) 0);
    if (shape.ascii() && !wide) {
      return decoded(name.startsWith("UTF-16") ? Encodings.UTF_8 : name, body, label, source, Why.DECLARED);
    }
    boolean chinese = name.equals(Encodings.GB18030) || name.equals(Encodings.BIG5);
    if (!wide && (chinese ? shape.chinese() : shape.valid())) {
      Why why = name.equals(Encodings.UTF_8) ? Why.DECLARED : Why.VALID_UTF8;
      return decoded(Encodings.UTF_8, body, label, source, why);
    }
    byte[] sample = sample(body);
    Text read = encodings.decode(name, sample);
    // Other encodings give every byte a meaning, so that errors never refute them: they are always weighed.
    if (read.errorRate() > DOUBT || !chinese && !name.equals(Encodings.UTF_8)) {
      Candidate best = best(sample, List.of(Encodings.GB18030, Encodings.BIG5, Encodings.UTF_8));
      if (!best.name().equals(name) && best.quality() > common.quality(read) + CLEARLY) {
        return decoded(best.name(), body, label, source, Why.LABEL_REFUTED);
      }
    }
    if (sample == body && !name.equals("replacement")) {
      return decoded(name, read, label, source, Why.DECLARED);
    }
    return decoded(name.equals("replacement") ? Encodings.GB18030 : name, body, label, source, Why.DECLARED);
  }

  private Decoded unlabelled(Optional<String> unknown, Source source, byte[] body) {
    Utf8Shape shape = Utf8Shape.of(body);
    if (shape.ascii() || shape.chinese()) {
      return decoded(Encodings.UTF_8, body, unknown, source, shape.ascii() ? Why.DEFAULT : Why.VALID_UTF8);
    }
    Candidate best = best(sample(body), List.of(Encodings.GB18030, Encodings.BIG5, Encodings.UTF_8));
    if (best.quality() > CLEARLY) {
      return decoded(best.name(), body, unknown, source, Why.FREQUENCY);
    }
    if (shape.valid()) {
      return decoded(Encodings.UTF_8, body, unknown, source, Why.VALID_UTF8);
    }
    // The default of browsers in mainland China, unless the bytes do not fit it.
    String name = best.errorRate() > DOUBT ? Encodings.WINDOWS_1252 : Encodings.GB18030;
    return decoded(name, body, unknown, source, Why.DEFAULT);
  }

  private Decoded decoded(String name, byte[] body, Optional<String> declared, Source source, Why why) {
    return decoded(name, encodings.decode(name, body), declared, source, why);
  }

  private static Decoded decoded(String name, Text text, Optional<String> declared, Source source, Why why) {
    return new Decoded(text.chars(), new CharsetChoice(declared, source, name, why, text.errors()));
  }

  private Candidate best(byte[] sample, List<String> names) {
    Candidate best = new Candidate(names.get(0), Double.NEGATIVE_INFINITY, 1);
    for (String name : names) {
      Text text = encodings.decode(name, sample);
      double quality = common.quality(text);
      if (quality > best.quality()) {
        best = new Candidate(name, quality, text.errorRate());
      }
    }
    return best;
  }

  private record Candidate(String name, double quality, double errorRate) {}

  private static byte[] sample(byte[] body) {
    return body.length <= SAMPLE ? body : Arrays.copyOf(body, SAMPLE);
  }

  private static boolean contains(byte[] body, byte wanted) {
    for (byte b : body) {
      if (b == wanted) {
        return true;
      }
    }
    return false;
  }

  private static Optional<String> bom(byte[] b) {
    if (b.length >= 3 && b[0] == (byte) 0xef && b[1] == (byte) 0xbb && b[2] == (byte) 0xbf) {
      return Optional.of(Encodings.UTF_8);
    }
    if (b.length >= 2 && b[0] == (byte) 0xfe && b[1] == (byte) 0xff) {
      return Optional.of("UTF-16BE");
    }
    if (b.length >= 2 && b[0] == (byte) 0xff && b[1] == (byte) 0xfe) {
      return Optional.of("UTF-16LE");
    }
    return Optional.empty();
  }
}
