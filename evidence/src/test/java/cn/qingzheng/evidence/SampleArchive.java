package cn.qingzheng.evidence;

import cn.qingzheng.model.ArchivedRecord;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.netpreserve.jwarc.MediaType;
import org.netpreserve.jwarc.MessageVersion;
import org.netpreserve.jwarc.WarcCaptureRecord;
import org.netpreserve.jwarc.WarcCompression;
import org.netpreserve.jwarc.WarcRequest;
import org.netpreserve.jwarc.WarcResource;
import org.netpreserve.jwarc.WarcResponse;
import org.netpreserve.jwarc.WarcRevisit;
import org.netpreserve.jwarc.WarcWriter;

/** A WARC file with real records, written by jwarc as the archive does it. */
final class SampleArchive {
  static final Instant AT = Instant.parse("2026-11-22T17:30:15Z");

  private final Path file;

  SampleArchive(Path folder) throws IOException {
    Files.createDirectories(folder);
    file = folder.resolve("night-0001.warc.gz");
    Files.write(file, new byte[0]);
  }

  /** One hop: the request, and an answer with that head and body. */
  List<ArchivedRecord> exchange(URI url, String head, byte[] body) throws IOException {
    String request = "GET " + url.getRawPath() + " HTTP/1.1\r\nHost: " + url.getHost() + "\r\n\r\n";
    byte[] block = concat(head.getBytes(StandardCharsets.ISO_8859_1), body);
    return List.of(
        add(
            "request",
            url,
            new WarcRequest.Builder(url)
                .version(MessageVersion.WARC_1_1)
                .date(AT)
                .recordId(UUID.randomUUID())
                .setHeader("WARC-Block-Digest", sha256(request.getBytes(StandardCharsets.UTF_8)))
                .body(MediaType.HTTP_REQUEST, request.getBytes(StandardCharsets.UTF_8))
                .build()),
        add(
            "response",
            url,
            new WarcResponse.Builder(url)
                .version(MessageVersion.WARC_1_1)
                .date(AT)
                .recordId(UUID.randomUUID())
                .setHeader("WARC-Block-Digest", sha256(block))
                .setHeader("WARC-Payload-Digest", sha256(body))
                .body(MediaType.HTTP_RESPONSE, block)
                .build()));
  }

  /** An answer that repeats an earlier one. */
  ArchivedRecord revisit(URI url, ArchivedRecord of) throws IOException {
    byte[] block = "HTTP/1.1 304 Not Modified\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);
    return add(
        "revisit",
        url,
        new WarcRevisit.Builder(url, URI.create("http://netpreserve.org/warc/1.1/revisit/server-not-modified"))
            .version(MessageVersion.WARC_1_1)
            .date(AT)
            .recordId(UUID.randomUUID())
            .addHeader("WARC-Refers-To", "<" + of.recordId() + ">")
            .setHeader("WARC-Block-Digest", sha256(block))
            .body(MediaType.HTTP_RESPONSE, block)
            .build());
  }

  /** What a browser made of a page. */
  ArchivedRecord rendered(URI url, byte[] html) throws IOException {
    URI target = URI.create("urn:qingzheng:rendered:" + url);
    return add(
        "resource",
        target,
        new WarcResource.Builder(target)
            .version(MessageVersion.WARC_1_1)
            .date(AT)
            .recordId(UUID.randomUUID())
            .setHeader("WARC-Block-Digest", sha256(html))
            .setHeader("WARC-Payload-Digest", sha256(html))
            .body(MediaType.parse("text/html;charset=utf-8"), html)
            .build());
  }

  private ArchivedRecord add(String type, URI url, WarcCaptureRecord written) throws IOException {
    java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
    try (WarcWriter writer = new WarcWriter(java.nio.channels.Channels.newChannel(out), WarcCompression.GZIP)) {
      writer.write(written);
    }
    long offset = Files.size(file);
    Files.write(file, out.toByteArray(), java.nio.file.StandardOpenOption.APPEND);
    return new ArchivedRecord(type, written.id().toString(), url, file.getFileName().toString(), offset, out.size());
  }

  byte[] read(ArchivedRecord r) throws IOException {
    try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
      byte[] bytes = new byte[(int) r.length()];
      in.seek(r.offset());
      in.readFully(bytes);
      return bytes;
    }
  }

  static String sha256(byte[] bytes) {
    return "sha256:" + Digests.sha256(bytes);
  }

  static byte[] concat(byte[] a, byte[] b) {
    byte[] all = java.util.Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, all, a.length, b.length);
    return all;
  }

  static List<ArchivedRecord> joined(List<ArchivedRecord> a, List<ArchivedRecord> b) {
    List<ArchivedRecord> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
