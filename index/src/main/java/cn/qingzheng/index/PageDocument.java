package cn.qingzheng.index;

import cn.qingzheng.model.Citation;
import cn.qingzheng.model.Hit;
import cn.qingzheng.model.Page;
import cn.qingzheng.model.PageResult;
import cn.qingzheng.model.Severity;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextFolding;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.facet.FacetsConfig;
import org.apache.lucene.facet.sortedset.SortedSetDocValuesFacetField;
import org.apache.lucene.index.IndexOptions;

/** Turns a page into a Lucene document. The names of its fields are known here and nowhere else. */
final class PageDocument {
  static final String KEY = "key";
  static final String TEXT = "text";
  /** {@link PairTokens} of the text. */
  static final String PAIRS = "pairs";
  static final String TITLE = "title";
  static final String PROMOTER = "promoter";
  static final String URL = "url";
  /** {@link HitTokens}: what was meant, where it is written otherwise. */
  static final String MEANT = "meant";
  static final String AT = "at";
  /** The address as it is, to find other captures of it. */
  static final String ADDRESS = "=url";
  /** {@link EntryNumbers}: when it entered, as a number. */
  static final String ENTRY = "entry";
  /** {@link StandingTable#number}: its findings, to be joined with where they stand. */
  static final String FINDING = "finding";
  /** The gravest severity of its findings, as a number. */
  static final String GRAVITY = "gravity";
  /** A number of the group of pages that say the same. */
  static final String ALIKE = "alike";
  /** Stands in the name of a group of pages that are shown as one, between that of the texts and what is the same besides. */
  static final String NARROWER = "-";
  /** Stored only: spans of the proposed findings, {@code start-end,start-end}. */
  static final String SPANS = "spans";

  /** Days and months are those of the officers. */
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu-MM", Locale.ROOT).withZone(ZONE);
  private static final FieldType ANALYSED = analysed(true);
  private static final FieldType ANALYSED_ONLY = analysed(false);
  private static final FieldType COUNTED_ONLY = countedOnly();

  private final IndexedPage indexed;
  private final TextFolding folding;
  private final long entry;
  private final Document document = new Document();

  private PageDocument(IndexedPage indexed, TextFolding folding, long entry) {
    this.indexed = indexed;
    this.folding = folding;
    this.entry = entry;
  }

  /** @param entry its {@link EntryNumbers} */
  static Document of(IndexedPage page, TextFolding folding, long entry) {
    return new PageDocument(page, folding, entry).build();
  }

  /** One document per address and content: what was seen once more replaces itself, what changed stays beside. */
  static String key(Page page) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : List.of(page.url().toString(), page.title(), page.text().raw())) {
        digest.update(part.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 should be in every JDK", e);
    }
  }

  static FacetsConfig facets() {
    FacetsConfig config = new FacetsConfig();
    for (SearchField field : SearchField.values()) {
      config.setMultiValued(field.key(), true);
    }
    return config;
  }

  /** Name of the Lucene field that a query term on that field asks. */
  static String exact(SearchField field) {
    return "=" + field.key();
  }

  /**
   * The group of pages that are shown as one: nearly the same text is not enough, offers of one shop differ in a word.
   * Who stands behind it and what was found are the same too.
   */
  private Optional<String> alike() {
    String who = indexed.result().promoter().name().orElse("");
    Set<String> terms = indexed.result().violations().stream().map(h -> h.match().term()).collect(Collectors.toCollection(TreeSet::new));
    return indexed.copies().map(group -> group + NARROWER + Long.toHexString(StandingTable.number(who + "\n" + String.join("\n", terms))));
  }

  /** Lucene refuses longer terms; no two real addresses are alike that far. */
  static String address(String url) {
    return url.length() <= 8_000 ? url : url.substring(0, 8_000);
  }

  private Document build() {
    Page page = indexed.page();
    document.add(new StringField(KEY, key(page), Field.Store.YES));
    String text = PersonalData.mask(page.text().raw());
    document.add(new Field(TEXT, text, ANALYSED));
    document.add(new Field(PAIRS, new PairTokens(folding.fold(text).text()), COUNTED_ONLY));
    document.add(new Field(TITLE, PersonalData.mask(page.title()), ANALYSED));
    document.add(new Field(URL, page.url().toString(), ANALYSED));
    document.add(new LongField(AT, page.at().toEpochMilli(), Field.Store.YES));
    document.add(new StringField(ADDRESS, address(page.url().toString()), Field.Store.NO));
    document.add(new LongField(ENTRY, entry, Field.Store.NO));
    document.add(new NumericDocValuesField(GRAVITY, severity().ordinal()));
    indexed.findings().forEach(f -> document.add(new LongField(FINDING, StandingTable.number(f), Field.Store.NO)));
    alike().ifPresent(c -> document.add(new LongField(ALIKE, StandingTable.number(c), Field.Store.NO)));
    document.add(new Field(MEANT, new HitTokens(indexed.result().hits(), folding), ANALYSED_ONLY));
    document.add(new StoredField(SPANS, spans()));
    indexed.result().promoter().name().ifPresent(name -> document.add(new Field(PROMOTER, name, ANALYSED)));
    values().forEach((field, values) -> values.forEach(value -> add(field, value)));
    parentDomains(page.host()).forEach(
        domain -> document.add(new StringField(exact(SearchField.HOST), domain, Field.Store.NO)));
    return document;
  }

  private void add(SearchField field, String value) {
    if (value.isBlank() || value.length() > 1000) {
      return;
    }
    document.add(new StringField(exact(field), field.normal(value), Field.Store.NO));
    document.add(new StoredField(field.key(), value));
    if (field.counted()) {
      document.add(new SortedSetDocValuesFacetField(field.key(), value));
    }
  }

  private Map<SearchField, Set<String>> values() {
    Page page = indexed.page();
    PageResult result = indexed.result();
    Map<SearchField, Set<String>> values = new HashMap<>();
    values.put(SearchField.HOST, Set.of(page.host()));
    values.put(SearchField.OUTCOME, Set.of(result.outcome().name()));
    values.put(SearchField.KIND, Set.of(result.kind().name()));
    values.put(SearchField.PROMOTER_STATUS, Set.of(result.promoter().status().name()));
    values.put(SearchField.FILING, set(result.promoter().filing().stream().map(Enum::name)));
    values.put(SearchField.SEED, Set.of(indexed.origin().seedId()));
    values.put(SearchField.REGION, Set.of(indexed.origin().region().orElse(Regions.NONE)));
    values.put(SearchField.INSTITUTION, set(result.promoter().name().stream()));
    values.put(SearchField.PLATFORM, set(platform().stream()));
    values.put(SearchField.CAPTURE, Set.of(page.captureId()));
    // People ask for all that say the same; what is folded into one hit is asked for by the narrower group.
    values.put(SearchField.COPIES, set(Stream.concat(indexed.copies().stream(), alike().stream())));
    values.put(SearchField.MONTH, Set.of(MONTH.format(page.at())));
    values.put(SearchField.TERM, set(result.hits().stream().map(h -> h.match().term())));
    ofFindings(values, result.violations());
    return values;
  }

  private Severity severity() {
    return indexed.result().violations().stream()
        .map(h -> h.judgement().severity()).max(Severity::compareTo).orElse(Severity.NONE);
  }

  private void ofFindings(Map<SearchField, Set<String>> values, List<Hit> findings) {
    values.put(SearchField.RULE, set(findings.stream().map(Hit::ruleId)));
    values.put(SearchField.FORM, set(findings.stream().map(h -> h.match().form().name())));
    values.put(SearchField.FACET, set(findings.stream().map(h -> h.facet().name())));
    values.put(SearchField.LAW,
        set(findings.stream().flatMap(h -> h.judgement().basis().stream()).map(Citation::toString)));
    values.put(SearchField.SEVERITY, Set.of(severity().name()));
  }

  private Optional<String> platform() {
    return indexed.origin().platform().or(() -> indexed.page().listing().map(l -> l.platform()));
  }

  private String spans() {
    return indexed.result().violations().stream()
        .map(h -> h.match().span())
        .map(s -> s.start() + "-" + s.end())
        .collect(Collectors.joining(","));
  }

  /** Reads {@link #SPANS} back. */
  static List<Span> spans(String stored) {
    return Stream.of(stored.split(","))
        .filter(s -> !s.isEmpty())
        .map(s -> s.split("-"))
        .map(s -> new Span(Integer.parseInt(s[0]), Integer.parseInt(s[1])))
        .toList();
  }

  /** {@code 域名:b.example} finds {@code a.b.example} too. */
  private static Set<String> parentDomains(String host) {
    Set<String> domains = new TreeSet<>();
    for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
      domains.add(host.substring(dot + 1));
    }
    domains.remove("");
    return domains;
  }

  private static Set<String> set(Stream<String> values) {
    return values.collect(Collectors.toCollection(TreeSet::new));
  }

  static Instant at(Document document) {
    return Instant.ofEpochMilli(document.getField(AT).numericValue().longValue());
  }

  private static FieldType countedOnly() {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
    type.freeze();
    return type;
  }

  private static FieldType analysed(boolean stored) {
    FieldType type = new FieldType();
    type.setTokenized(true);
    type.setStored(stored);
    type.setIndexOptions(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS_AND_OFFSETS);
    type.freeze();
    return type;
  }
}
