package cn.qingzheng.casework;

import java.time.Instant;
import java.util.Optional;

/**
 * A scan.
 *
 * @param ended empty while it runs, and after a crash
 * @param summary JSON as handed in at the end, {@code {}} before
 * @param pages how many captures were recorded
 */
public record Run(String id, Instant started, Optional<Instant> ended, String summary, int pages) {}
