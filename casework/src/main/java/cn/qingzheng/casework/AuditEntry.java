package cn.qingzheng.casework;

import java.time.Instant;

/**
 * One line of the audit log.
 *
 * @param seq from 1 without gaps
 * @param who the officer's name, or 系统
 * @param what the act in Chinese, for example {@code 确认问题}
 * @param object id of what it was done to
 * @param before the state before, empty if there was none
 */
public record AuditEntry(
    long seq, Instant at, String who, String what, String object, String why, String before, String after) {}
