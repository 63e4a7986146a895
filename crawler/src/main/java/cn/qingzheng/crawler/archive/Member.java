package cn.qingzheng.crawler.archive;

import cn.qingzheng.model.ArchivedRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.Channels;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRecord;
import org.netpreserve.jwarc.WarcWriter;

/**
 * A WARC record as the gzip member it is written as.
 *
 * @param recordId without angle brackets
 */
record Member(String type, String recordId, URI uri, byte[] bytes) {
  static Member of(WarcRecord record, URI uri) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WarcWriter writer = new WarcWriter(Channels.newChannel(out), WarcCompression.GZIP)) {
      writer.write(record);
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
    return new Member(record.type(), record.id().toString(), uri, out.toByteArray());
  }

  ArchivedRecord at(String file, long offset) {
    return new ArchivedRecord(type, recordId, uri, file, offset, bytes.length);
  }
}
