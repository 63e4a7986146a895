package cn.qingzheng.console.web;

import cn.qingzheng.casework.PageRecord;
import cn.qingzheng.casework.StoredEvidence;
import cn.qingzheng.evidence.VerificationReport;
import cn.qingzheng.model.Segmentation;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What lies behind a captured page: its packages, what the server sent, what was there before. */
public interface CaptureRoom {
  /** Nothing: where only pages are shown. */
  CaptureRoom EMPTY = new CaptureRoom() {};

  /** The packages of this very capture. */
  default List<StoredEvidence> packages(String captureId) {
    return List.of();
  }

  /**
   * A place on the screenshot, in its pixels.
   *
   * @param start where the hit begins in the page's text
   */
  record Box(int number, int start, boolean candidate, int x, int y, int width, int height) {}

  /** Where the hits stand on the screenshot, as the package says; empty if there is none. */
  default List<Box> boxes(String captureId) {
    return List.of();
  }

  /** What the server sent, as text. */
  default Optional<String> source(String captureId) {
    return Optional.empty();
  }

  /** Every capture of the address, the youngest first. */
  default List<PageRecord> history(URI url) {
    return List.of();
  }

  /** Cuts text into the analyzer's words. */
  default Segmentation words() {
    return text -> List.of();
  }

  /** Checks a package as it lies there; the file comes from the casebook. */
  default VerificationReport verify(StoredEvidence evidence) {
    throw new NotFoundException();
  }
}
