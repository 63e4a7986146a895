package cn.qingzheng.console.web;

import cn.qingzheng.casework.Officer;
import jakarta.servlet.http.HttpServletRequest;
import java.io.Serializable;
import java.security.Principal;
import java.util.Optional;

/**
 * Who signed in, as the session keeps it; what he may do is looked up anew at every request.
 *
 * @param number of the officer
 * @param version of the password he signed in with
 */
record Signed(String number, long version) implements Principal, Serializable {
  static final String ATTRIBUTE = Signed.class.getName();

  @Override
  public String getName() {
    return number;
  }

  /** Whom the request comes from; empty for who has not signed in. */
  static Optional<Officer> officer(HttpServletRequest request) {
    return Optional.ofNullable((Officer) request.getAttribute(ATTRIBUTE));
  }

  /** As {@link #officer}, where nobody else gets. */
  static Officer required(HttpServletRequest request) {
    return officer(request).orElseThrow(() -> new IllegalStateException("request should come from somebody"));
  }

  static void put(HttpServletRequest request, Officer officer) {
    request.setAttribute(ATTRIBUTE, officer);
  }
}
