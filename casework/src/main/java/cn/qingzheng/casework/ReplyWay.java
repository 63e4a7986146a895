package cn.qingzheng.casework;

import java.util.Optional;

/**
 * How a letter is answered.
 *
 * @param key opens its reply page and names it in its reply form
 * @param address of the reply page, if it can be reached from outside
 */
record ReplyWay(String key, Optional<String> address) {
  /** With a new key, which is kept nowhere but in the letter's files. */
  static ReplyWay fresh(Optional<String> at) {
    String key = ReplyKeys.fresh();
    return new ReplyWay(key, at.map(a -> a + "/reply/" + key));
  }
}
