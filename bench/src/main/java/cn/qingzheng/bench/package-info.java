/**
 * Measurements beside named peers in one run, outside the default build; {@code bench/run} builds and runs them. Prints
 * its conditions; no test asserts a time.
 */
package cn.qingzheng.bench;
