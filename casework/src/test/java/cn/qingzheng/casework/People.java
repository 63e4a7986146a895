package cn.qingzheng.casework;

import java.util.Optional;
import java.util.Set;

/** Fictional officers of the sample bureau. */
final class People {
  static final String ORGAN = "海棠市人力资源和社会保障局";
  static final Officer ADMIN = officer("A001", "安岚", Role.SECURITY_ADMIN);
  static final Officer WRITER = officer("B001", "白果", Role.ANALYST);
  static final Officer REVIEWER = officer("C001", "程砚", Role.REVIEWER);
  static final Officer APPROVER = officer("D001", "丁香", Role.APPROVER, Role.ANALYST);
  static final Officer SEAL_KEEPER = officer("E001", "鄂云", Role.SEAL_KEEPER);
  static final Officer AUDITOR = officer("F001", "方正之", Role.AUDITOR);

  private People() {}

  static Officer officer(String number, String name, Role... roles) {
    return officer(ORGAN, number, name, roles);
  }

  static Officer officer(String organ, String number, String name, Role... roles) {
    return new Officer(number, name, organ, "370200", Set.of(roles), true);
  }

  static void register(Casebook book, Officer... more) {
    Officers officers = new Officers(book, 100_000);
    officers.add(ADMIN, Optional.empty());
    for (Officer o : more) {
      officers.add(o, Optional.of(ADMIN));
    }
  }

  static void registerAll(Casebook book) {
    register(book, WRITER, REVIEWER, APPROVER, SEAL_KEEPER, AUDITOR);
  }
}
