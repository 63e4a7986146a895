package cn.qingzheng.casework;

import cn.qingzheng.model.Outcome;
import cn.qingzheng.model.PageKind;
import cn.qingzheng.model.Promoter;
import java.net.URI;
import java.time.Instant;

/** What one capture of one run came to. */
public record PageRecord(
    String runId, String captureId, URI url, String title, Instant at, Outcome outcome, PageKind kind, Promoter promoter) {}
