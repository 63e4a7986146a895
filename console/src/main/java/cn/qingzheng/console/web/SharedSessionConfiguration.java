package cn.qingzheng.console.web;

import cn.qingzheng.casework.ConsoleSessions;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.session.config.annotation.web.http.EnableSpringHttpSession;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Who signed in at one console is signed in at the others with the same casebook. Not loaded where there is one only. */
@Configuration(proxyBeanMethods = false)
@EnableSpringHttpSession
class SharedSessionConfiguration {
  @Bean
  SharedSessions sessionRepository(Office office) {
    return new SharedSessions(new ConsoleSessions(office.casebook().whole()), Clock.systemUTC());
  }

  /** The same cookie as without. */
  @Bean
  CookieSerializer cookie(WebSettings settings) {
    DefaultCookieSerializer cookie = new DefaultCookieSerializer();
    cookie.setCookieName(WebConsole.COOKIE);
    cookie.setUseHttpOnlyCookie(true);
    cookie.setSameSite("Strict");
    cookie.setUseSecureCookie(settings.proxied());
    cookie.setUseBase64Encoding(false);
    return cookie;
  }
}
