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
  /** What the browser made of it, if one was asked, else what the server sent. */
  Page page(Capture capture) throws IOException {
    Optional<byte[]> rendered = archive.rendered(capture);
    Optional<byte[]> body = rendered.isPresent() ? rendered : archive.body(capture);
    return reader.read(capture, body.orElseThrow(() -> new IOException("存档中没有这次采集的内容：" + capture.id())));
  }
}
