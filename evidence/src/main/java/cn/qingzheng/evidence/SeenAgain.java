package cn.qingzheng.evidence;

import cn.qingzheng.evidence.SelfCheck.Item;
import cn.qingzheng.evidence.SelfCheck.State;
import cn.qingzheng.model.PageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Whether the words were seen again: on the page when it was opened for the package, and in the archived capture shown
 * without a network. A page may have changed in the meantime, and scripts may want what is not archived, so neither
 * stops the sealing; the reader is told.
 */
final class SeenAgain {
  private SeenAgain() {}

  static List<Item> check(PageResult result, Recapture recapture) {
    List<Item> items = new ArrayList<>();
    items.add(
        item("recapture", "封存时重新打开网页", "重新打开的网页", result,
            recapture.sightings().stream().map(Recapture.Sighting::seen).toList(), "网页可能已改动，以采集时的归档为准"));
    recapture.replay().ifPresent(r ->
        items.add(item("replay", "归档重现检查", "断网重现的归档网页", result, r.seen(), "可能来自图片，或须联网才会出现")));
    return items;
  }

  private static Item item(
      String id, String name, String where, PageResult result, List<Recapture.Seen> seen, String otherwise) {
    List<Integer> absent =
        IntStream.range(0, seen.size()).filter(i -> seen.get(i) == Recapture.Seen.ABSENT).boxed().toList();
    if (seen.isEmpty()) {
      return new Item(id, name, State.UNDECIDED, "没有引文");
    }
    String found = (seen.size() - absent.size()) + "/" + seen.size() + " 处引文见于" + where;
    List<String> words = absent.stream().map(i -> (i + 1) + " " + result.hits().get(i).match().surface()).toList();
    return absent.isEmpty()
        ? new Item(id, name, State.OK, found)
        : new Item(id, name, State.UNDECIDED, found + "；未见：" + String.join("、", words) + "（" + otherwise + "）");
  }
}
