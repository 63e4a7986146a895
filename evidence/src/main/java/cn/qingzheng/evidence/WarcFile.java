package cn.qingzheng.evidence;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The records of a WARC file in which every record is its own gzip member.
 *
 * @param problems what is wrong with the file as a whole; problems of a record stand in it
 */
record WarcFile(List<WarcEntry> entries, List<String> problems) {
  WarcFile {
    entries = List.copyOf(entries);
    problems = List.copyOf(problems);
  }

  /** Reads as far as it can be read; never fails. */
  static WarcFile read(byte[] file) {
    List<WarcEntry> entries = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    long inflated = 0;
    int at = 0;
    while (at < file.length) {
      try {
        GzipMember member = GzipMember.at(file, at, Math.min(Limits.RECORD, Limits.RECORDS - inflated));
        inflated += member.content().length;
        at += member.length();
        entries.add(WarcEntry.read(member));
        if (entries.size() > Limits.RECORD_COUNT) {
          problems.add("记录超过 " + Limits.RECORD_COUNT + " 条，停止读取");
          break;
        }
      } catch (IOException e) {
        problems.add("偏移 " + at + " 处：" + e.getMessage());
        break;
      }
    }
    return new WarcFile(entries, problems);
  }

  /** Every problem with the place it is at. */
  List<String> allProblems() {
    List<String> all = new ArrayList<>();
    for (WarcEntry e : entries) {
      e.problems().forEach(p -> all.add("偏移 " + e.member().offset() + " 的 " + e.type() + " 记录：" + p));
    }
    all.addAll(problems);
    return all;
  }
}
