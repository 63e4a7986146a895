package cn.qingzheng.casework;

import cn.qingzheng.model.FindingChange;
import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.Severity;

/**
 * One line of the table at the end of a scan.
 *
 * @param outcome of the page when last recorded
 * @param findings how many findings changed so in this run; each counts once
 * @param dismissed how many of these an officer had dismissed before
 */
public record ChangeSummary(Outcome outcome, Severity severity, FindingChange.Kind kind, int findings, int dismissed) {}
