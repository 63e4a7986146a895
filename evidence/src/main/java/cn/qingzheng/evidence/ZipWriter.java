package cn.qingzheng.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a package under its top folder in the form of {@link ZipForm}. */
final class ZipWriter {
  private final ZipForm form;
  private final OutputStream out;
  private final List<ZipForm.Entry> written = new ArrayList<>();
  private long position;

  private ZipWriter(ZipForm form, OutputStream out) {
    this.form = form;
    this.out = out;
  }

  /**
   * @param contents sorted by {@link BagLayout#ORDER}
   * @throws IOException also when a file is no longer what its digests say
   */
  static void write(OutputStream out, ZipForm form, String folder, List<Content> contents) throws IOException {
    ZipWriter zip = new ZipWriter(form, out);
    for (Content content : contents) {
      zip.add(folder + "/" + content.path(), content);
    }
    zip.finish();
  }

  private void add(String name, Content content) throws IOException {
    Digests d = content.digests();
    ZipForm.Entry entry = new ZipForm.Entry(name, d.crc32(), d.size(), position);
    put(form.localHeader(entry));
    try (InputStream in = content.source().open()) {
      long copied = in.transferTo(out);
      if (copied != d.size()) {
        throw new IOException("制作证据包时文件被改动：" + content.path());
      }
      position += copied;
    }
    written.add(entry);
  }

  private void finish() throws IOException {
    long start = position;
    for (ZipForm.Entry entry : written) {
      put(form.centralHeader(entry));
    }
    put(form.end(written.size(), start, position - start));
  }

  private void put(byte[] bytes) throws IOException {
    out.write(bytes);
    position += bytes.length;
  }
}
