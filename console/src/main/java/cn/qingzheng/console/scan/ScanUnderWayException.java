package cn.qingzheng.console.scan;

/** Another process writes to the same home. */
public final class ScanUnderWayException extends Exception {
  private static final long serialVersionUID = 1L;

  ScanUnderWayException() {
    super("另一个进程正在使用这个数据目录 – 等它结束，或用 --home 另指目录");
  }
}
