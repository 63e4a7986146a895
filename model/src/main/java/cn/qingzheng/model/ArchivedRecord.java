package cn.qingzheng.model;

import java.net.URI;
import java.util.Objects;

/**
 * Where one WARC record lies in the archive.
 *
 * @param type {@code request}, {@code response}, {@code revisit}, {@code metadata}, {@code resource}
 * @param recordId WARC-Record-ID without angle brackets, {@code urn:uuid:…}
 * @param uri WARC-Target-URI
 * @param file name of the file inside the archive folder
 * @param offset byte offset of the record's own gzip member
 * @param length bytes of that member
 */
public record ArchivedRecord(String type, String recordId, URI uri, String file, long offset, long length) {
  public ArchivedRecord {
    Objects.requireNonNull(type);
    Objects.requireNonNull(recordId);
    Objects.requireNonNull(uri);
    Objects.requireNonNull(file);
    if (offset < 0 || length <= 0) {
      throw new IllegalArgumentException("record should lie at 0 or later and have a length, was: " + offset + "+" + length);
    }
  }
}
