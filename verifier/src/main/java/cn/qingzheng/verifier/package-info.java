/**
 * The verifier as a program of its own, packed into one jar with what it needs.
 *
 * <p>In: paths of evidence packages. Out: a Chinese report or JSON, and an exit code. Must not know anything but {@code
 * evidence}, nor ask the network or write a file.
 */
package cn.qingzheng.verifier;
