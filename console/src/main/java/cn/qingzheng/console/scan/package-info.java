/**
 * The whole main job: what happens between a plan of seeds and the casebook, index, evidence packages and the table at
 * the end. What comes in: a home, settings and a plan; what goes out: a {@link cn.qingzheng.console.scan.ScanReport}.
 * Talks to no terminal.
 */
package cn.qingzheng.console.scan;
