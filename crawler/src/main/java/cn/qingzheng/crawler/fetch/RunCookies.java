package cn.qingzheng.crawler.fetch;

import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.apache.hc.client5.http.cookie.BasicCookieStore;
import org.apache.hc.client5.http.cookie.Cookie;
import org.apache.hc.client5.http.cookie.CookieStore;

/**
 * The cookies of one run: many sites ask for their first one back before they show anything. Gone with the run, and
 * bounded, because a server may set as many as it likes.
 */
final class RunCookies implements CookieStore {
  private static final int MOST = 5000;
  private static final int MOST_OF_A_DOMAIN = 30;
  private static final int LONGEST = 4096;

  private final CookieStore cookies = new BasicCookieStore();

  @Override
  public synchronized void addCookie(Cookie cookie) {
    int length = String.valueOf(cookie.getName()).length() + String.valueOf(cookie.getValue()).length();
    List<Cookie> all = cookies.getCookies();
    long same = all.stream().filter(c -> String.valueOf(c.getDomain()).equals(cookie.getDomain())).count();
    boolean known = all.stream().anyMatch(c -> c.getName().equals(cookie.getName()) && String.valueOf(c.getDomain()).equals(cookie.getDomain()));
    if (length <= LONGEST && (known || all.size() < MOST && same < MOST_OF_A_DOMAIN)) {
      cookies.addCookie(cookie);
    }
  }

  @Override
  public synchronized List<Cookie> getCookies() {
    return cookies.getCookies();
  }

  @Override
  @Deprecated
  public synchronized boolean clearExpired(Date date) {
    return cookies.clearExpired(date);
  }

  @Override
  public synchronized boolean clearExpired(Instant at) {
    return cookies.clearExpired(at);
  }

  @Override
  public synchronized void clear() {
    cookies.clear();
  }
}
