package cn.qingzheng.console.scan;

import cn.qingzheng.evidence.EvidenceRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What an evidence package says of the machine and the programs. */
final class Machine {
  private Machine() {}

  static EvidenceRequest.Environment environment(List<String> packs, Optional<String> browser, String clockNote) {
    List<EvidenceRequest.Tool> tools = new ArrayList<>();
    String version = Optional.ofNullable(Machine.class.getPackage().getImplementationVersion()).orElse("0.1.0");
    tools.add(new EvidenceRequest.Tool("清证 Qingzheng", version, OwnJar.sha256()));
    browser.ifPresent(b -> tools.add(new EvidenceRequest.Tool("浏览器", b, Optional.empty())));
    return EvidenceRequest.Environment.ofThisMachine(tools, clockNote, packs);
  }
}
