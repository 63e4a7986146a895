package cn.qingzheng.console.web;

import cn.qingzheng.casework.Accounts;
import cn.qingzheng.casework.SignIn;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Asks the casebook whether number and password are right. Checking is slow on purpose, so few are checked at a time. */
final class PasswordCheck implements AuthenticationProvider {
  private static final int AT_A_TIME = 2;
  private static final int PATIENCE_SECONDS = 10;

  private final Accounts accounts;
  private final Semaphore places = new Semaphore(AT_A_TIME, true);

  PasswordCheck(Accounts accounts) {
    this.accounts = accounts;
  }

  @Override
  public Authentication authenticate(Authentication asked) {
    String from = asked.getDetails() instanceof WebAuthenticationDetails d ? d.getRemoteAddress() : "";
    String number = asked.getName();
    String password = asked.getCredentials() == null ? "" : asked.getCredentials().toString();
    return switch (tried(number, password, from)) {
      case SignIn.Welcome w ->
          SessionGuard.authentication(new Signed(w.officer().number(), w.version()), w.officer());
      case SignIn.Refused r -> throw new BadCredentialsException(r.why());
    };
  }

  private SignIn tried(String number, String password, String from) {
    try {
      if (number.length() > 100 || password.length() > 200 || !places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new BadCredentialsException("too long, or too many at a time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BadCredentialsException("interrupted", e);
    }
    try {
      return accounts.signIn(number, password, from);
    } finally {
      places.release();
    }
  }

  @Override
  public boolean supports(Class<?> kind) {
    return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
  }
}
