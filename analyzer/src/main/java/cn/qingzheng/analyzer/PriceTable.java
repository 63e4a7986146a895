package cn.qingzheng.analyzer;

import cn.qingzheng.analyzer.Cue.CueKind;
import cn.qingzheng.analyzer.CueText.CueAt;
import cn.qingzheng.model.Certificate;
import cn.qingzheng.model.Span;
import cn.qingzheng.model.TextBlock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * A table that gives certificates their prices. What its headings call tuition, a fee or a subsidy is lawful, and so
 * are prices of courses and books.
 */
final class PriceTable implements PageRule {
  static final String ID = "price-claim";
  /** Steps of a path to a cell. */
  private static final Pattern TABLE = Pattern.compile("\\btable\\b");
  private static final Pattern ROW = Pattern.compile("\\btr\\b");
  private static final Pattern CELL = Pattern.compile("t[dh]\\b");
  /** Paths of pages are shorter; a longer one is a key of data. */
  private static final int LONGEST_PATH = 4_000;
  private static final Pattern PRICE = Pattern.compile("[¥￥]?\\s{0,2}\\d[\\d,.]{0,9}\\s{0,2}(元|块|块钱|rmb)?(/人|/本|每本|起|左右)?");
  private static final Pattern MONEY = Pattern.compile("[¥￥]|元|块");

  private static final int LONGEST_HEADING = 60;
  /** What makes a price tuition, a fee or that of a book. */
  private static final CueKind[] LAWFUL = {CueKind.LAWFUL_FEE, CueKind.TEACHING, CueKind.GOODS, CueKind.COURSE};

  /** @param before the text before the table, often its heading */
  private record Grid(Span before, List<List<Cell>> rows) {}

  private record Cell(TextBlock block, Span folded) {}

  private record Offer(Cell name, Cell price) {}

  /** Where a cell stands, each as the path that leads to it. */
  record Place(String table, String row, String cell) {
    /** Of tables in tables the innermost. */
    static Optional<Place> of(String path) {
      if (path.length() > LONGEST_PATH || !path.contains("table")) {
        return Optional.empty();
      }
      List<String> steps = List.of(path.split(" > "));
      int cell = steps.size() - 1;
      while (cell > 1 && !(CELL.matcher(steps.get(cell)).lookingAt() && ROW.matcher(steps.get(cell - 1)).find())) {
        cell--;
      }
      int table = cell - 2;
      while (table >= 0 && !TABLE.matcher(steps.get(table)).find()) {
        table--;
      }
      return table < 0
          ? Optional.empty()
          : Optional.of(new Place(joined(steps, table), joined(steps, cell - 1), joined(steps, cell)));
    }

    private static String joined(List<String> steps, int last) {
      return String.join(" > ", steps.subList(0, last + 1));
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public List<Sighting> look(PageContext page) {
    if (page.published() || page.page().text().blocks().stream().noneMatch(b -> b.path().contains("table"))) {
      return List.of();
    }
    List<Sighting> sightings = new ArrayList<>();
    grids(page).forEach(grid -> list(page, grid).ifPresent(sightings::add));
    return sightings;
  }

  /** Tables by their path. */
  private static List<Grid> grids(PageContext page) {
    Map<String, Map<String, Map<String, Cell>>> tables = new LinkedHashMap<>();
    Map<String, Span> before = new HashMap<>();
    Optional<Span> last = Optional.empty();
    for (TextBlock block : page.page().text().blocks()) {
      Optional<Place> place = Place.of(block.path());
      Optional<Span> folded = page.text().foldedOf(block.span());
      if (folded.isPresent() && !block.hidden() && place.isPresent()) {
        before.putIfAbsent(place.get().table(), last.orElse(folded.get()));
        tables.computeIfAbsent(place.get().table(), t -> new LinkedHashMap<>())
            .computeIfAbsent(place.get().row(), r -> new LinkedHashMap<>())
            .putIfAbsent(place.get().cell(), new Cell(block, folded.get()));
      }
      last = folded.filter(s -> s.length() <= LONGEST_HEADING);
    }
    List<Grid> grids = new ArrayList<>();
    tables.forEach((path, rows) ->
        grids.add(new Grid(before.get(path), rows.values().stream().map(r -> List.copyOf(r.values())).toList())));
    return grids;
  }

  private static Optional<Sighting> list(PageContext page, Grid grid) {
    List<Cell> heads = grid.rows().getFirst();
    boolean sold = sells(page, grid.before()) || heads.stream().anyMatch(h -> sells(page, h.folded()));
    boolean taught = page.cues().has(grid.before(), LAWFUL) || heads.stream().anyMatch(h -> page.cues().has(h.folded(), CueKind.TEACHING, CueKind.GOODS, CueKind.COURSE));
    if (taught && !sold) {
      return Optional.empty();
    }
    List<Offer> offers = grid.rows().stream().flatMap(row -> offer(page, heads, row).stream()).toList();
    return offers.isEmpty() ? Optional.empty() : Optional.of(sighting(page, offers, sold));
  }

  private static boolean sells(PageContext page, Span span) {
    return page.cues().has(span, CueKind.CERTIFICATE_PRICE, CueKind.CERTIFICATE_SALE);
  }

  /** A certificate and a price in one row, the price under a heading that says so or with the sign of money. */
  private static Optional<Offer> offer(PageContext page, List<Cell> heads, List<Cell> row) {
    Optional<Cell> name = IntStream.range(0, row.size()).filter(i -> certificate(page, heads, row, i)).mapToObj(row::get).findFirst();
    return name.flatMap(n -> IntStream.range(0, row.size())
        .filter(i -> price(page, head(heads, row, i), row.get(i)))
        .mapToObj(i -> new Offer(n, row.get(i)))
        .findFirst());
  }

  private static Span head(List<Cell> heads, List<Cell> row, int column) {
    return column < heads.size() ? heads.get(column).folded() : row.get(column).folded();
  }

  private static boolean price(PageContext page, Span head, Cell cell) {
    String raw = cell.block().text().strip();
    boolean priced = page.cues().has(head, CueKind.PRICE, CueKind.CERTIFICATE_PRICE) || MONEY.matcher(raw).find();
    return priced && PRICE.matcher(raw).matches() && !page.cues().has(head, CueKind.LAWFUL_FEE);
  }

  /** It says that it is one, or it has a certificate's name and stands in the column of certificates; else it is a course. */
  private static boolean certificate(PageContext page, List<Cell> heads, List<Cell> row, int column) {
    Span cell = row.get(column).folded();
    boolean item = page.cues().has(cell, CueKind.CERTIFICATE_ITEM);
    boolean named = page.named(cell) && head(heads, row, column).of(page.folded()).contains("证");
    return (item || named) && !page.cues().has(cell, LAWFUL);
  }

  private static Optional<Certificate> certificate(PageContext page, Span cell) {
    Optional<Certificate> named =
        page.certificates().stream().filter(c -> cell.contains(c.span())).map(CertificateFinder.CertificateAt::certificate).findFirst();
    Optional<CueAt> item = page.cues().first(cell, CueKind.CERTIFICATE_ITEM);
    return named.or(() -> item.map(i -> CertificateFinder.unnamed(page.surface(i.span()))));
  }

  private static Sighting sighting(PageContext page, List<Offer> offers, boolean sold) {
    Cell first = offers.getFirst().name();
    String told =
        "表格给 " + offers.size() + " 种证书标价，如“" + first.block().text().strip() + "”“"
            + offers.getFirst().price().block().text().strip() + "”" + (sold ? "，并说办证、卖证或证书价格" : "");
    return new Sighting(
        sold ? Family.PRICE_CLAIM : Family.PRICE_LIST, first.folded(), told, certificate(page, first.folded()), false);
  }
}
