/**
 * What the program does by itself. In: tasks with their cron expressions, and the casebook in which their state is kept.
 * Out: each done at its time, what was missed caught up once at start, never twice at once, also not by two machines with
 * one casebook; a state to show; and alarms when something goes wrong or does not succeed for too long. Quartz is used
 * here and nowhere else; the package must not know what a task does.
 *
 * <p>The schedule is configuration and not data, so Quartz's store is in memory; what came of runs is kept.
 */
package cn.qingzheng.console.schedule;
