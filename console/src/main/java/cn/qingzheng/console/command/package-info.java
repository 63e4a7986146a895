/**
 * One class for each command of {@code ./qingzheng}. A command reads its options, checks everything at once,
 * calls the stages and prints the result in Chinese; it decides nothing about advertisements.
 */
package cn.qingzheng.console.command;
