package cn.qingzheng.crawler.page;

import cn.qingzheng.model.Page;
import java.util.Objects;

/**
 * A page and how it was read.
 *
 * @param charset what was declared and what was used
 * @param cut whether the text was cut at {@link PageReader#MAX_TEXT}
 * @param byScript whether the text seems to come by script: almost none is in the mark-up, and scripts are
 */
public record PageReading(Page page, CharsetChoice charset, boolean cut, boolean byScript) {
  public PageReading {
    Objects.requireNonNull(page);
    Objects.requireNonNull(charset);
  }
}
