package cn.qingzheng.console;

import cn.qingzheng.console.command.CommandLineTree;
import java.io.PrintWriter;
import java.util.logging.LogManager;

/** The program. */
public final class Qingzheng {
  private Qingzheng() {}

  public static void main(String[] args) {
    // Libraries that use java.util.logging would write on the terminal; the web console routes them to the log.
    LogManager.getLogManager().reset();
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    System.exit(CommandLineTree.create(out, err).execute(args));
  }
}
