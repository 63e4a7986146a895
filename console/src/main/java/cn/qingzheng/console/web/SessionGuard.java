package cn.qingzheng.console.web;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.SignIn;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Looks up at every request who is signed in: who was suspended or has a new password is out at once, roles are those of
 * today, and who came with a first password gets nowhere before it is changed.
 */
final class SessionGuard extends OncePerRequestFilter {
  private static final String CHANGE = "/password";
  private static final Set<String> BEFORE_CHANGE = Set.of(CHANGE, "/signout");

  private final Accounts accounts;

  SessionGuard(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
    if (authentication == null || !(authentication.getPrincipal() instanceof Signed signed)) {
      chain.doFilter(request, response);
      return;
    }
    Optional<SignIn.Welcome> still = accounts.still(signed.number(), signed.version());
    if (still.isEmpty()) {
      end(request);
      response.sendRedirect("/signin?ended");
    } else if (still.get().mustChange() && !BEFORE_CHANGE.contains(request.getRequestURI()) && !request.getRequestURI().startsWith("/static/")) {
      response.sendRedirect(CHANGE);
    } else {
      Signed.put(request, still.get().officer());
      SecurityContext today = SecurityContextHolder.createEmptyContext();
      today.setAuthentication(authentication(signed, still.get().officer()));
      SecurityContextHolder.setContext(today);
      chain.doFilter(request, response);
    }
  }

  private static void end(HttpServletRequest request) {
    SecurityContextHolder.clearContext();
    HttpSession session = request.getSession(false);
    if (session != null) {
      session.invalidate();
    }
  }

  static Authentication authentication(Signed signed, Officer officer) {
    List<GrantedAuthority> roles =
        officer.roles().stream().<GrantedAuthority>map(r -> new SimpleGrantedAuthority("ROLE_" + r.name())).toList();
    return UsernamePasswordAuthenticationToken.authenticated(signed, null, roles);
  }
}
