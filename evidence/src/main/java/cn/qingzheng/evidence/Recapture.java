package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a page was when a browser opened it again for the package. Compared by the identity of its bytes, which nobody
 * changes.
 *
 * @param records of what the browser loaded and made of it, in the archive
 * @param mhtml the page in one file (RFC 2557)
 * @param text as a reader would copy it
 * @param sightings one for each hit, in the order of the hits
 * @param replay how the archived capture was looked at again, if it was
 */
public record Recapture(
    Visit visit,
    List<ArchivedRecord> records,
    byte[] mhtml,
    String text,
    List<Sighting> sightings,
    Optional<Replay> replay) {
  public Recapture {
    Objects.requireNonNull(visit);
    records = List.copyOf(records);
    Objects.requireNonNull(mhtml);
    Objects.requireNonNull(text);
    sightings = List.copyOf(sightings);
    Objects.requireNonNull(replay);
  }

  /**
   * @param url where the browser ended
   * @param complete whether it had finished loading in time
   * @param connections every one that was made, with the address that the name was resolved to
   * @param refused {@code host:port} of every request that was not let through
   */
  public record Visit(
      URI url, Instant at, String browser, boolean complete, List<Connection> connections, List<String> refused) {
    public Visit {
      connections = List.copyOf(connections);
      refused = List.copyOf(refused);
    }
  }

  public record Connection(String host, int port, String ip) {}

  /** How the words of a hit were seen. */
  public enum Seen {
    SHOWN("可见文字"),
    HIDDEN("页面中有，但不显示"),
    ATTRIBUTE("元素的说明或取值"),
    TITLE("网页标题"),
    META("页面描述（不显示）"),
    /** Read out of a picture. */
    IMAGE("图片中的文字或标志"),
    ABSENT("未见");

    private final String label;

    Seen(String label) {
      this.label = label;
    }

    /** In Chinese, as shown to users. */
    public String label() {
      return label;
    }
  }

  /**
   * @param boxes in pixels of the screenshot, one a line of text
   * @param image which picture it was read out of, if it was
   */
  public record Sighting(Seen seen, List<Box> boxes, Optional<InImage> image) {
    public Sighting {
      Objects.requireNonNull(seen);
      boxes = List.copyOf(boxes);
      Objects.requireNonNull(image);
    }

    /** Of what stands in the page itself. */
    public Sighting(Seen seen, List<Box> boxes) {
      this(seen, boxes, Optional.empty());
    }
  }

  /** In pixels from the upper left corner. */
  public record Box(int x, int y, int width, int height) {}

  /**
   * @param recordId of the picture's WARC record
   * @param box in pixels of the picture itself
   * @param reader program and version that read it
   * @param confidence as that program says, 0 to 1
   */
  public record InImage(String recordId, Box box, String reader, double confidence) {}

  /**
   * The archived capture as a browser showed it without a network.
   *
   * @param seen one for each hit, in the order of the hits
   * @param served how many requests the archive could answer
   * @param absent addresses that the page asked for and that are not archived
   */
  public record Replay(List<Seen> seen, int served, List<String> absent) {
    public Replay {
      seen = List.copyOf(seen);
      absent = List.copyOf(absent);
    }
  }
}
