package cn.qingzheng.console.web;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Role;
import java.util.Arrays;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Who gets where. Who administers or audits sees no cases, and who works on cases administers nothing (三员分立). */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  /** Roles that see no cases. */
  static final Set<Role> APART = Set.of(Role.AUDITOR, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN);

  /** Roles that may decide on findings and cases. */
  static final Set<Role> DECIDING = Set.of(Role.ANALYST, Role.REVIEWER, Role.APPROVER);

  @Bean
  Accounts accounts(Office office) {
    return new Accounts(office.casebook());
  }

  @Bean
  SecurityFilterChain doors(HttpSecurity http, Accounts accounts) throws Exception {
    String[] casework = Arrays.stream(Role.values()).filter(r -> !APART.contains(r)).map(Role::name).toArray(String[]::new);
    return http
        .authorizeHttpRequests(
            a ->
                a.requestMatchers("/static/**", "/signin", "/healthz", "/actuator/health", "/metrics", "/error").permitAll()
                    .requestMatchers("/", "/password", "/signout").authenticated()
                    .requestMatchers("/officers/**").hasRole(Role.SECURITY_ADMIN.name())
                    .requestMatchers("/audit/**").hasRole(Role.AUDITOR.name())
                    .requestMatchers("/system/**").hasRole(Role.SYSTEM_ADMIN.name())
                    .requestMatchers(HttpMethod.POST, "/notices/**").hasAnyRole(casework)
                    .requestMatchers(HttpMethod.POST, "/**")
                    .hasAnyRole(DECIDING.stream().map(Role::name).toArray(String[]::new))
                    .anyRequest().hasAnyRole(casework))
        .authenticationProvider(new PasswordCheck(accounts))
        .formLogin(
            f -> f.loginPage("/signin").usernameParameter("number").failureUrl("/signin?wrong").defaultSuccessUrl("/"))
        .logout(
            l ->
                l.logoutUrl("/signout").logoutSuccessUrl("/signin?out")
                    .addLogoutHandler((request, response, who) -> Signed.officer(request).ifPresent(accounts::signedOut)))
        // Set for every answer by SafetyFilter, refused ones too.
        .headers(h -> h.disable())
        .addFilterAfter(new SessionGuard(accounts), SecurityContextHolderFilter.class)
        .build();
  }
}
