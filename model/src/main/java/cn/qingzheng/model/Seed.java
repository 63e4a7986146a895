package cn.qingzheng.model;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a crawl starts: one site of one body.
 *
 * @param id stable short id, unique among all seeds and connectors
 * @param name the body's name as registered
 * @param url the first page, http or https
 * @param creditCode 统一社会信用代码 (GB 32100-2015) if known
 * @param region 行政区划代码 (GB/T 2260), six digits
 * @param limits how far the crawl may go from here
 */
public record Seed(
    String id, String name, SeedKind kind, URI url, Optional<String> creditCode, String region, Limits limits) {
  public Seed {
    Objects.requireNonNull(id);
    Objects.requireNonNull(name);
    Objects.requireNonNull(kind);
    Objects.requireNonNull(url);
    Objects.requireNonNull(creditCode);
    Objects.requireNonNull(region);
    Objects.requireNonNull(limits);
  }

  /**
   * @param maxPages pages per run, from 1
   * @param maxDepth links away from the first page, from 0
   * @param paths pages that are wanted
   */
  public record Limits(int maxPages, int maxDepth, RenderMode render, PathRules paths) {
    public Limits {
      Objects.requireNonNull(render);
      Objects.requireNonNull(paths);
      if (maxPages < 1 || maxDepth < 0) {
        throw new IllegalArgumentException(
            "limits should be maxPages >= 1 and maxDepth >= 0, was: " + maxPages + ", " + maxDepth);
      }
    }

    /** Pages of every path. */
    public Limits(int maxPages, int maxDepth, RenderMode render) {
      this(maxPages, maxDepth, render, PathRules.all());
    }
  }
}
