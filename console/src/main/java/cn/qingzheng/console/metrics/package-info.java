/**
 * Figures about scans for whoever watches the program. In: what the crawler says of itself; out: Prometheus text. Knows
 * no host and no address: every label has a handful of values.
 */
package cn.qingzheng.console.metrics;
