package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a letter as they go out: sealed PDF, DOCX, the list for people and machines, the reply form. */
final class LetterFiles {
  static final String LETTER = "函件.pdf";
  static final String WORD = "函件.docx";
  static final String LIST = "清单.xlsx";
  static final String JSON = "清单.json";
  static final String XARF = "清单.xarf.jsonl";
  static final String FORM = "反馈表.xlsx";

  private final SealService seal;

  LetterFiles(SealService seal) {
    this.seal = seal;
  }

  void write(NoticeDraft draft, SealRoom.Sealing sealing, Path folder) throws IOException {
    Path plain = folder.resolve("plain.pdf");
    PdfWriter.write(NoticeLetter.page(draft), plain);
    byte[] pdf = Files.readAllBytes(plain);
    Files.delete(plain);
    String organ = draft.content().issuer().name();
    Optional<SignaturePlace.Point> point = SignaturePlace.find(pdf, organ, NoticeGroup.DAY.format(draft.dated()));
    SignaturePlace.Point at = point.orElseThrow(() -> new Refusal("函件 " + draft.id() + " 中找不到署名和日期，无处用印：请检查发函单位名称"));
    Files.write(folder.resolve(LETTER), seal.seal(pdf, new SealService.Place(organ, at.page(), at.x(), at.y(), sealing.now(), sealing.keeper().shown())));
    DocxWriter.write(NoticeLetter.page(draft), folder.resolve(WORD));
    if (!draft.content().items().isEmpty()) {
      NoticeSheets.list(draft, folder.resolve(LIST));
      Files.writeString(folder.resolve(JSON), NoticeJson.list(draft, sealing.reply()), StandardCharsets.UTF_8);
      Files.writeString(folder.resolve(XARF), NoticeJson.xarf(draft), StandardCharsets.UTF_8);
      NoticeSheets.replyForm(draft, sealing.reply(), folder.resolve(FORM));
    }
  }
}
