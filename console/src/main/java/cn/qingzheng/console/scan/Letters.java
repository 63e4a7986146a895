package cn.qingzheng.console.scan;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Issuer;
import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Notices;
import cn.qingzheng.casework.Templates;
import cn.qingzheng.console.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Drafts letters in the organ's name and writes them as files. */
public final class Letters {
  private final Notices notices;

  public Letters(Casebook casebook, Config.Organ organ) {
    Issuer issuer = new Issuer(organ.name(), Issuer.Kind.LABOUR, organ.contact(), organ.phone(), organ.replyChannel());
    this.notices = new Notices(casebook, Templates.load(Optional.empty()), issuer);
  }

  public List<NoticeDraft> draft(List<String> caseIds, Notices.Include include, String drafter) {
    return notices.compliancePrompts(caseIds, include, drafter);
  }

  public List<NoticeDraft> list() {
    return notices.list();
  }

  /** Writes DOCX and PDF into the folder, which is made if it is not there. */
  public List<Path> write(NoticeDraft draft, Path folder) throws IOException {
    Files.createDirectories(folder);
    Path docx = folder.resolve(draft.id() + ".docx");
    Path pdf = folder.resolve(draft.id() + ".pdf");
    notices.writeDocx(draft, docx);
    notices.writePdf(draft, pdf);
    return List.of(docx, pdf);
  }
}
