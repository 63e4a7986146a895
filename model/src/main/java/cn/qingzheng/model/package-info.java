/**
 * The words of the domain as records, and nothing else: every stage hands one of these to the next
 * ({@code Seed -> Capture -> Page -> PageResult -> FindingChange}). Below every other module; uses
 * the JDK only, does no I/O, reads no clock.
 *
 * <p>Offsets are UTF-16 units of the text they are said to lie in, start inclusive, end exclusive.
 */
package cn.qingzheng.model;
