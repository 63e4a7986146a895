package cn.qingzheng.console.demo;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Fictional officers, so that the demonstration can be gone through by several people: one writes, another signs. */
public final class DemoOfficers {
  private static final String REGION = "379901";

  private DemoOfficers() {}

  /**
   * @param password new at every start
   * @param tokenFile for the command line
   */
  public record Ready(Officer officer, String password, Path tokenFile) {}

  /** Registers them if they are not there, and gives each a password and a token file that only the owner can read. */
  public static List<Ready> prepare(Casebook casebook, String organ, Path folder) throws IOException {
    Officer admin = officer(organ, "A001", "安岚", Role.SECURITY_ADMIN);
    List<Officer> people =
        List.of(
            admin,
            officer(organ, "B001", "白果", Role.ANALYST),
            officer(organ, "C001", "程砚", Role.REVIEWER),
            officer(organ, "D001", "丁香", Role.APPROVER),
            officer(organ, "E001", "鄂云", Role.SEAL_KEEPER),
            officer(organ, "F001", "方正之", Role.AUDITOR));
    Officers officers = new Officers(casebook);
    List<String> known = officers.list().stream().map(Officer::number).toList();
    List<Ready> out = new ArrayList<>();
    for (Officer o : people) {
      String token =
          known.contains(o.number())
              ? officers.renewToken(o.number(), admin)
              : officers.add(o, o.equals(admin) ? Optional.empty() : Optional.of(admin));
      out.add(new Ready(o, password(new Accounts(casebook), o, admin), write(folder.resolve(o.number()), token)));
    }
    return out;
  }

  private static Officer officer(String organ, String number, String name, Role role) {
    return new Officer(number, name, organ, REGION, Set.of(role), true);
  }

  private static String password(Accounts accounts, Officer officer, Officer admin) {
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    String own = "demo-" + HexFormat.of().formatHex(random);
    accounts.changePassword(officer, accounts.oneTimePassword(officer.number(), admin), own);
    return own;
  }

  private static Path write(Path file, String token) throws IOException {
    Files.createDirectories(file.getParent());
    Files.deleteIfExists(file);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    return Files.writeString(file, token);
  }
}
