package cn.qingzheng.console.web.reply;

import cn.qingzheng.console.web.Office;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;

/** The reply page and its door. No session, no cookie: the address is the key, and each form bears a token made of it. */
@Configuration(proxyBeanMethods = false)
@Import(ReplyController.class)
public class ReplyConfiguration {
  @Bean
  @Order(1)
  SecurityFilterChain replyDoors(HttpSecurity http) throws Exception {
    return http
        .securityMatcher("/reply/**", "/robots.txt")
        .authorizeHttpRequests(a -> a.anyRequest().permitAll())
        // A form's token is checked by the controller; Spring's would need a session.
        .csrf(c -> c.disable())
        .requestCache(r -> r.disable())
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(h -> h.disable())
        .build();
  }

  @Bean
  FilterRegistrationBean<ReplyDoor> replyDoor(Office office) {
    FilterRegistrationBean<ReplyDoor> door = new FilterRegistrationBean<>(new ReplyDoor(office.letters()));
    door.addUrlPatterns("/reply/*");
    return door;
  }
}
