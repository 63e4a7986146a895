package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;

/**
 * What the console's users change: decisions, letters, officers, passwords.
 *
 * @param casebook stays open as long as the console runs
 */
public record Office(Casebook casebook, LetterRoom letters, SourceRoom sources) {}
