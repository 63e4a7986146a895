package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.CrawlSettings;
import cn.qingzheng.model.HttpHeader;
import java.net.URI;
import java.util.List;
import java.util.Objects;

/**
 * What to ask for. Always a GET: this program submits no forms.
 *
 * @param url http or https, with a host
 * @param anyCertificate whether a certificate that does not hold is recorded instead of refused
 * @param cookies whether those of the run are sent and kept
 * @param headers beyond those every request has
 */
public record FetchRequest(
    URI url,
    String userAgent,
    Validators validators,
    CrawlSettings.Limits limits,
    boolean anyCertificate,
    boolean cookies,
    List<HttpHeader> headers) {
  public FetchRequest {
    Objects.requireNonNull(url);
    Objects.requireNonNull(userAgent);
    Objects.requireNonNull(validators);
    Objects.requireNonNull(limits);
    headers = List.copyOf(headers);
  }
}
