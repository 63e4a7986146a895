package cn.qingzheng.crawler;

import cn.qingzheng.model.ArchivedRecord;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Where the styles, scripts and pictures lie that the pages of a site share, so that each is archived once in a run. */
final class SharedParts {
  private static final int MOST = 20_000;

  private final Map<String, ArchivedRecord> records =
      Collections.synchronizedMap(
          new LinkedHashMap<>(256, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, ArchivedRecord> eldest) {
              return size() > MOST;
            }
          });

  /** The record of that address with exactly that content. */
  Optional<ArchivedRecord> find(URI url, String sha256) {
    return Optional.ofNullable(records.get(sha256 + " " + url));
  }

  void keep(URI url, String sha256, ArchivedRecord record) {
    records.put(sha256 + " " + url, record);
  }
}
