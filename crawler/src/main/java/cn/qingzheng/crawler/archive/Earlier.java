package cn.qingzheng.crawler.archive;

import java.net.URI;

/**
 * The response record that a revisit refers to.
 *
 * @param recordId {@code urn:uuid:…}
 * @param date WARC-Date as written there
 * @param digest its WARC-Payload-Digest, {@code sha256:…}
 * @param file and offset where it lies, so that a body is found without an index
 */
record Earlier(String recordId, URI target, String date, String digest, String file, long offset) {
  static final String FILE_FIELD = "WARC-Refers-To-Filename";
  static final String OFFSET_FIELD = "WARC-Refers-To-File-Offset";
}
