package cn.qingzheng.crawler.fetch;

import cn.qingzheng.crawler.net.AddressGuard;
import cn.qingzheng.crawler.net.OutgoingProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks hosts up through the guard at the moment of connecting, so that the address checked is the address
 * connected to; also turns host and port into another socket where the operator says so.
 */
final class GuardedResolver implements DnsResolver {
  private final AddressGuard guard;

  GuardedResolver(AddressGuard guard) {
    this.guard = guard;
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    if (guard.isProxy(host, port)) {
      // Only a route through the proxy begins here: one to a page of that name is checked where routes are made.
      return List.of(new OutgoingProxy(host, port).address());
    }
    try {
      return List.of(guard.connectTo(host, port));
    } catch (UnknownHostException e) {
      throw e;
    } catch (IOException e) {
      throw unknown(e);
    }
  }

  /** Only the form with a port is asked for; without it a rule for one port could not be found. */
  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    throw new UnknownHostException(host + " was asked for without a port");
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private static UnknownHostException unknown(IOException refused) {
    UnknownHostException e = new UnknownHostException(refused.getMessage());
    e.initCause(refused);
    return e;
  }
}
