package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Import;
import cn.qingzheng.model.Listing;
import cn.qingzheng.model.PromoterClue;
import cn.qingzheng.model.Seed;
import cn.qingzheng.model.SeedKind;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is known about a page's promoter before it is read: the seed's body, or the seller on a platform. */
final class Clues {
  private final Map<String, Seed> seeds = new HashMap<>();

  Clues(Collection<Seed> seeds) {
    seeds.forEach(seed -> this.seeds.put(seed.id(), seed));
  }

  /** Where the body of the seed is at home that led to a capture; nowhere on a platform, which shows anybody's pages. */
  Casebook.Home home(Capture capture) {
    Seed seed = seeds.get(capture.origin().seedId());
    boolean anybodys = seed == null || seed.kind() == SeedKind.PLATFORM || capture.origin().listing().isPresent();
    return anybodys ? Casebook.Home.NOWHERE : new Casebook.Home(seed.region(), seed.creditCode());
  }

  /**
   * Whom the person names who handed the material in; else the seller where one is known. A seed of a body names it wherever its page stands, on a platform too; one of a
   * platform, or of anything else on a platform's host, names nobody.
   */
  PromoterClue of(Capture capture) {
    Optional<Import.Body> stated = capture.origin().imported().flatMap(Import::promoter);
    if (stated.isPresent()) {
      return new PromoterClue(Optional.of(stated.get().name()), stated.get().creditCode(), Optional.empty());
    }
    Optional<Listing> listing = capture.origin().listing();
    Optional<String> seller = listing.flatMap(Listing::seller);
    if (seller.isPresent()) {
      return new PromoterClue(seller, Optional.empty(), Optional.empty());
    }
    Seed seed = seeds.get(capture.origin().seedId());
    boolean nobody = seed == null || seed.kind() == SeedKind.PLATFORM || listing.isPresent() && seed.kind() == SeedKind.OTHER;
    return nobody
        ? PromoterClue.none()
        : new PromoterClue(Optional.of(seed.name()), seed.creditCode(), Optional.empty());
  }
}
