package cn.qingzheng.casework;

/**
 * A subject whose undecided candidates would change a progress table if an officer confirmed them.
 *
 * @param annex 1 or 2
 * @param line from 1
 */
public record PendingCount(int annex, int line, Column column, ProgressTable.Behind subject) {}
