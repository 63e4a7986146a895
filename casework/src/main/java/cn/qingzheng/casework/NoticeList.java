package cn.qingzheng.casework;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The list of a letter: a line for each page of a subject, numbered alike in letter, workbook, JSON and reply form. */
final class NoticeList {
  private NoticeList() {}

  static List<List<NoticeItem>> pages(List<NoticeItem> items) {
    Map<List<String>, List<NoticeItem>> pages =
        items.stream()
            .collect(
                Collectors.groupingBy(
                    i -> List.of(i.source().platform(), i.subject(), i.source().url()), LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(pages.values());
  }
}
