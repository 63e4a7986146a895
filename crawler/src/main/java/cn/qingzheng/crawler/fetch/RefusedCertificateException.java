package cn.qingzheng.crawler.fetch;

import java.security.cert.CertificateException;
import java.util.List;

/** A certificate that does not hold, with everything that is wrong with it. */
final class RefusedCertificateException extends CertificateException {
  private static final long serialVersionUID = 1L;

  /** @param faults in Chinese, at least one */
  RefusedCertificateException(List<String> faults, CertificateException cause) {
    super(String.join("；", faults), cause);
  }
}
