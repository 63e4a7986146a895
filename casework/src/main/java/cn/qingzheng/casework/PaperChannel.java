package cn.qingzheng.casework;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints the 送达回证 beside the letter; two officers carry both, and one records that they arrived. */
public final class PaperChannel implements Channel {
  private final Path base;

  /** @param base gets a folder for each letter */
  public PaperChannel(Path base) {
    this.base = base;
  }

  @Override
  public ChannelKind kind() {
    return ChannelKind.PAPER;
  }

  @Override
  public Outcome send(Parcel parcel) {
    try {
      Path folder = Files.createDirectories(base.resolve(parcel.noticeId()));
      LegalPage page = receipt(parcel);
      PdfWriter.write(page, folder.resolve("送达回证.pdf"));
      DocxWriter.write(page, folder.resolve("送达回证.docx"));
      for (Parcel.Item item : parcel.files()) {
        Files.copy(item.file(), folder.resolve(item.name()), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      }
      return new Outcome.Handed("已打印到 " + folder);
    } catch (IOException e) {
      return new Outcome.Later("写送达回证失败：" + e, Optional.empty());
    }
  }

  /** By form 50 of 国市监法发〔2021〕42号, as far as its parts are public. */
  static LegalPage receipt(Parcel parcel) {
    String blank = "";
    String copies = String.join("、", parcel.files().stream().map(Parcel.Item::name).filter(n -> n.endsWith(".pdf")).toList());
    List<List<LegalPage.Cell>> rows =
        List.of(
            row("送达文书名称、文号", "《" + parcel.content().wording().title() + "》\n" + parcel.docNo() + (copies.isEmpty() ? "" : "及附件")),
            row("受送达人", parcel.content().recipient() + parcel.content().creditCode().map(c -> "\n统一社会信用代码：" + c).orElse("")),
            row("送达地点", parcel.address()),
            row("送达方式", "□直接送达　□留置送达　□邮寄送达　□委托送达　□电子送达　□公告送达"),
            row("送达时间", "　　　　年　　月　　日　　时　　分"),
            row("收件人（签名或者盖章）", blank + "\n\n　　　　　　　　　　　　年　　月　　日"),
            row("送达人（两人签名）及执法证号", "\n\n　　　　　　　　　　　　年　　月　　日"),
            row("见证人（签名）", "\n\n　　　　　　　　　　　　年　　月　　日"),
            row("备注", "代收的，由代收人在收件人栏内签名或者盖章，并注明与受送达人的关系；拒收的，注明拒收事由和日期。"));
    return new LegalPage(
        "送达回证（" + parcel.docNo() + "）", false, Optional.empty(), Optional.empty(), "发送编号 " + parcel.key().substring(0, 12),
        List.of(
            new LegalPage.Title(parcel.content().issuer().name()), new LegalPage.Title("送达回证"),
            new LegalPage.Grid(List.of(46, 110), 0, 28, rows)));
  }

  private static List<LegalPage.Cell> row(String name, String value) {
    return List.of(LegalPage.Cell.head(name, 1, 1), LegalPage.Cell.left(value));
  }
}
