package cn.qingzheng.console.command;

import cn.qingzheng.casework.ExtractionRecord;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Who makes an extraction record, and where. */
final class EvidenceOfficers {
  @Option(names = "--officer", paramLabel = "姓名:证号", description = "提取人，写两次（两名以上执法人员）；不写则留空待填")
  private List<String> officers = List.of();

  @Option(names = "--place", paramLabel = "TEXT", description = "提取地点；默认为设置中的 evidence.place")
  private String place = "";

  @Option(names = "--party", paramLabel = "TEXT", description = "当事人；默认为程序识别的主体")
  private String party = "";

  @Option(names = "--witness", paramLabel = "TEXT", description = "见证人")
  private String witness = "";

  boolean named() {
    return !officers.isEmpty();
  }

  /** @param defaultPlace from the settings */
  ExtractionRecord.People people(String defaultPlace) {
    List<ExtractionRecord.Signer> signers = new ArrayList<>();
    for (String officer : officers) {
      String[] parts = officer.split("[:：]", 2);
      signers.add(new ExtractionRecord.Signer(parts[0].strip(), parts.length < 2 ? "" : parts[1].strip()));
    }
    return new ExtractionRecord.People(signers, place.isBlank() ? defaultPlace : place, party, witness);
  }
}
