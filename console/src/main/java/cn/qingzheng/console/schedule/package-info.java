/**
 * The nightly schedule. In: a cron expression, a task, and where the last run is kept. Out: the task run once a night,
 * a missed night caught up at start, never twice at once; and a state to show. Quartz is used here and nowhere else;
 * the package must not know what the task does.
 *
 * <p>The schedule is configuration and not data, so Quartz's store is in memory; only the last run is kept.
 */
package cn.qingzheng.console.schedule;
