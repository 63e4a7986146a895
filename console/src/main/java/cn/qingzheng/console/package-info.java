/**
 * The program: reads settings, wires the stages, runs commands. What comes in: a command line; what goes out: text,
 * files and web pages in Chinese. Knows every module; no module knows it.
 */
package cn.qingzheng.console;
