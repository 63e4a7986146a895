package cn.qingzheng.casework;

/** What became of an attempt to sign in. */
public sealed interface SignIn {
  /**
   * @param mustChange the password was seen by somebody else; nothing but changing it is allowed
   * @param version grows with every new password; who signed in with an older one is out
   */
  record Welcome(Officer officer, boolean mustChange, long version) implements SignIn {}

  /** @param why in Chinese, the same whether name or password is wrong */
  record Refused(String why) implements SignIn {}
}
