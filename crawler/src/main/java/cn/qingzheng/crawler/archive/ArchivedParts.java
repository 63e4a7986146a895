package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import cn.qingzheng.model.Capture;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.netpreserve.jwarc.WarcReader;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcResource;

/** What a captured page was made of, out of the archive. */
public final class ArchivedParts {
  private ArchivedParts() {}

  /**
   * The resources that a browser loaded for the page; none if no browser was asked.
   *
   * @throws IOException if one of them is gone
   */
  public static List<RenderedPage.Part> of(Archive archive, Capture capture) throws IOException {
    List<RenderedPage.Part> parts = new ArrayList<>();
    for (ArchivedRecord r : capture.records()) {
      if (r.type().equals("resource") && r.uri().toString().startsWith("http")) {
        parts.add(part(r, archive.record(r)));
      }
    }
    return parts;
  }

  private static RenderedPage.Part part(ArchivedRecord record, byte[] member) throws IOException {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(member));
        WarcReader reader = new WarcReader(new ByteArrayInputStream(in.readAllBytes()))) {
      WarcRecord found = reader.next().orElseThrow(() -> new IOException("no WARC record where one should be"));
      if (found instanceof WarcResource resource) {
        byte[] body = resource.body().stream().readAllBytes();
        return new RenderedPage.Part(record.uri(), resource.contentType().toString(), body);
      }
      throw new IOException("resource should lie there, was: " + found.type());
    }
  }
}
