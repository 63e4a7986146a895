package cn.qingzheng.console.backup;

/** Nothing was begun, or nothing is left of it; says why and what to do, in Chinese. */
public final class BackupRefusal extends Exception {
  private static final long serialVersionUID = 1;

  public BackupRefusal(String message) {
    super(message);
  }
}
