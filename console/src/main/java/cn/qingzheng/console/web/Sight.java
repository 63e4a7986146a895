package cn.qingzheng.console.web;

import cn.qingzheng.casework.Casebook;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Officers;
import cn.qingzheng.casework.Scope;
import cn.qingzheng.index.Regions;
import java.util.Optional;
import org.springframework.core.task.TaskDecorator;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * How much of the casebook and of the index the request under way may show: the region of who asks. The one place where
 * the console knows of regions; controllers ask the casebook and the index, which ask this.
 */
public final class Sight {
  private static final String SCOPE = Sight.class.getName();

  private Sight() {}

  /** What whoever asks may see; everything where the program itself asks. */
  public static Scope of(Casebook whole) {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    if (request == null) {
      return Scope.ALL;
    }
    if (request.getAttribute(SCOPE, RequestAttributes.SCOPE_REQUEST) instanceof Scope known) {
      return known;
    }
    Optional<Officer> who = officer(request, whole);
    // Nobody is signed in at the doors that are open to all, which show nothing of the casebook by themselves.
    who.ifPresent(o -> request.setAttribute(SCOPE, whole.scopeOf(o), RequestAttributes.SCOPE_REQUEST));
    return who.isPresent() ? (Scope) request.getAttribute(SCOPE, RequestAttributes.SCOPE_REQUEST) : Scope.ALL;
  }

  private static Optional<Officer> officer(RequestAttributes request, Casebook whole) {
    if (request.getAttribute(Signed.ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof Officer signed) {
      return Optional.of(signed);
    }
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who == null ? Optional.empty() : new Officers(whole.whole()).find(who.getName());
  }

  /** As the index is asked. */
  public static Regions regions(Casebook whole) {
    Scope scope = of(whole);
    return new Regions(scope.prefix(), scope.unassigned());
  }

  /** What runs beside a request sees what the request sees. */
  static TaskDecorator carried() {
    return task -> {
      RequestAttributes request = RequestContextHolder.getRequestAttributes();
      return () -> {
        RequestContextHolder.setRequestAttributes(request);
        try {
          task.run();
        } finally {
          RequestContextHolder.resetRequestAttributes();
        }
      };
    };
  }
}
