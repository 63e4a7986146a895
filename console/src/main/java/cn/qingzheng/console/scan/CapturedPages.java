package cn.qingzheng.console.scan;

import cn.qingzheng.crawler.CaptureStore;
import cn.qingzheng.crawler.archive.Archive;
import cn.qingzheng.crawler.page.PageReader;
import cn.qingzheng.model.Capture;
import cn.qingzheng.model.Page;
import java.io.IOException;
import java.util.Optional;

/** Pages out of the archive, as they were read when captured. */
record CapturedPages(CaptureStore store, Archive archive, PageReader reader) {
  /** What the browser made of it or was read out of it, if anything, else what the server sent or a person handed in. */
  Page page(Capture capture) throws IOException {
    Optional<byte[]> rendered = archive.rendered(capture);
    if (rendered.isPresent()) {
      return reader.read(
          capture.id(), capture.url(), capture.at(), Optional.of("text/html; charset=utf-8"), rendered.get(),
          capture.origin().listing());
    }
    Optional<byte[]> body = archive.body(capture);
    return reader.read(capture, body.orElseThrow(() -> new IOException("存档中没有这次采集的内容：" + capture.id())));
  }
}
