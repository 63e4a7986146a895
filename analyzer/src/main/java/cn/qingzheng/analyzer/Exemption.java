package cn.qingzheng.analyzer;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Circumstances in which a term is mentioned, denied or lawful and therefore no finding. */
enum Exemption {
  NEGATED("明确否认"),
  WARNING("提醒防范或查处通报"),
  PROHIBITED("转述禁止性规定"),
  QUOTATION("引述而非使用"),
  QUESTION("提问而非推广"),
  RECRUITING("招聘用人而非推广证书"),
  LAW_TITLE("法规或文件名称"),
  LAWFUL_NAME("合法名称"),
  POLICY("政策表述"),
  CATALOGUE("国家职业资格目录内名称"),
  FILED("已备案且在范围内"),
  ORGAN("行政机关发布"),
  DISCLAIMER("声明证书性质"),
  OTHER_MEANING("普通用语，与证书无关"),
  NO_CERTIFICATE("上下文没有证书"),
  GUIDELINE("执法指南列明的情形"),
  ORGAN_SERVICE("行政机关的公共服务"),
  TRUE_CONDITION("属实的报考条件"),
  BOOK("图书、教材或证书外壳等物品的名称"),
  FEE("学费、考务费、工本费或补贴，不是买证的钱");

  private final String label;

  Exemption(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** As written in a pack, for example {@code law-title}. */
  String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Exemption> of(String id) {
    return Arrays.stream(values()).filter(e -> e.id().equals(id)).findFirst();
  }
}
