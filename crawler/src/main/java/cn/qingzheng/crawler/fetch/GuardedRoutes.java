package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.OutgoingProxy;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.routing.HttpRoutePlanner;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;

/**
 * Straight to the host, or through the organ's proxy. Through a proxy the target is checked here, because nothing is
 * looked up when connecting; a tunnel goes to the address that was checked. Of a plain request the proxy looks the name
 * up itself: there the check is only that nothing private is asked for.
 */
final class GuardedRoutes implements HttpRoutePlanner {
  private final AddressGuard guard;

  GuardedRoutes(AddressGuard guard) {
    this.guard = guard;
  }

  @Override
  public HttpRoute determineRoute(HttpHost asked, HttpContext context) throws HttpException {
    boolean secure = asked.getSchemeName().equalsIgnoreCase("https");
    int port = asked.getPort() > 0 ? asked.getPort() : secure ? 443 : 80;
    HttpHost target = new HttpHost(asked.getSchemeName(), asked.getHostName(), port);
    Optional<OutgoingProxy> proxy = guard.proxyFor(asked.getHostName(), port);
    if (proxy.isEmpty()) {
      return new HttpRoute(target, null, secure);
    }
    HttpHost via = new HttpHost("http", proxy.get().host(), proxy.get().port());
    InetSocketAddress to = checked(asked.getHostName(), port);
    if (!secure) {
      return new HttpRoute(target, null, via, false);
    }
    HttpHost address = new HttpHost("https", to.getAddress().getHostAddress(), to.getPort());
    return new HttpRoute(address, target, null, via, true);
  }

  private InetSocketAddress checked(String host, int port) throws HttpException {
    try {
      return guard.connectTo(host, port);
    } catch (IOException e) {
      throw new HttpException(e.getMessage(), e);
    }
  }
}
