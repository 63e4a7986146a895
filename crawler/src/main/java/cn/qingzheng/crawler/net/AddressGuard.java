package cn.qingzheng.crawler.net;

import java.io.IOException;
import java.net.IDN;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Keeps every connection on the public internet: pages, redirects and scripts name hosts as they like, and none
 * of them may lead into the network this program runs in. A name is resolved once, what it resolves to is
 * checked, and the caller connects to exactly that address, so a name that changes its answer in between gains
 * nothing. Immutable, safe for several threads.
 */
public final class AddressGuard {
  /** An IPv4 address as everybody writes it; every other spelling of a number is refused. */
  private static final Pattern DOTTED =
      Pattern.compile("(?:(?:0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])(?:\\.(?!$)|$)){4}");

  private static final Pattern NUMERIC_LABEL = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

  /**
   * Names that lead nowhere public by their meaning (RFC 6761, RFC 6762, RFC 8375, and what clouds call their own
   * services): refused before the name service is asked, whatever it would say.
   */
  private static final Pattern OWN_NAME =
      Pattern.compile("(?:.*\\.)?(?:localhost|local|localdomain|internal|intranet|lan|home\\.arpa|metadata|instance-data)");

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Resolver resolver;
  private final List<ConnectTo> rules;
  private final Optional<OutgoingProxy> proxy;

  AddressGuard(Resolver resolver, List<ConnectTo> rules) {
    this(resolver, rules, Optional.empty());
  }

  private AddressGuard(Resolver resolver, List<ConnectTo> rules, Optional<OutgoingProxy> proxy) {
    this.resolver = Objects.requireNonNull(resolver);
    this.rules = List.copyOf(rules);
    this.proxy = Objects.requireNonNull(proxy);
  }

  /** Only public addresses, no exception. */
  public static AddressGuard publicOnly() {
    return new AddressGuard(new PatientResolver(InetAddress::getAllByName, PATIENCE), List.of());
  }

  /** A guard with these rules after the ones it already has; the first that fits decides. */
  public AddressGuard with(List<ConnectTo> more) {
    List<ConnectTo> all = new ArrayList<>(rules);
    all.addAll(more);
    return new AddressGuard(resolver, all, proxy);
  }

  /** A guard whose connections go through a proxy, all but those that a rule of {@link #with} leads elsewhere. */
  public AddressGuard through(OutgoingProxy way) {
    return new AddressGuard(resolver, rules, Optional.of(way));
  }

  /** The proxy to go through, after {@link #connectTo} has allowed the target; empty to connect there directly. */
  public Optional<OutgoingProxy> proxyFor(String host, int port) {
    return proxy.filter(p -> rule(host, port).isEmpty());
  }

  /** Whether a host and port are those of the proxy itself. */
  public boolean isProxy(String host, int port) {
    return proxy.filter(p -> p.host().equalsIgnoreCase(host) && p.port() == port).isPresent();
  }

  /**
   * Says where connections to one host really go, like {@code curl --connect-to}: the only way to a loopback or
   * private address, and only the operator writes it.
   *
   * @param host name or literal, without brackets; its case does not matter
   * @param port 1 to 65535, or 0 for any port
   * @param address connected to without a check; its port 0 stands for the port asked for
   */
  public record ConnectTo(String host, int port, InetSocketAddress address) {
    public ConnectTo {
      host = host.toLowerCase(Locale.ROOT);
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port should be 0 to 65535, was: " + port);
      }
      if (address.isUnresolved()) {
        throw new IllegalArgumentException("address should be resolved, was: " + address);
      }
    }

    private boolean fits(String asked, int askedPort) {
      return host.equals(asked) && (port == 0 || port == askedPort);
    }
  }

  /**
   * Looks a host up and checks every answer; the rules of {@link #with} do not count here.
   *
   * @return at least one address, all public
   * @throws RefusedAddressException if the spelling is not a plain name or address, or one answer is not public
   * @throws UnknownHostException if there is no answer
   */
  public List<InetAddress> resolve(String host) throws IOException {
    String name = plain(host);
    List<InetAddress> found = List.of(resolver.resolve(name));
    if (found.isEmpty()) {
      throw new UnknownHostException(name);
    }
    for (InetAddress address : found) {
      // One bad answer among good ones is how rebinding begins: the whole name is refused.
      Optional<String> why = SpecialAddresses.why(address);
      if (why.isPresent()) {
        throw new RefusedAddressException(host, address.getHostAddress(), why.get());
      }
    }
    return found;
  }

  /**
   * Where to connect to for a host and port: the address of the rule that fits, else the first that {@link
   * #resolve} gives.
   *
   * @param port 1 to 65535
   * @throws RefusedAddressException as {@link #resolve}
   * @throws UnknownHostException as {@link #resolve}
   */
  public InetSocketAddress connectTo(String host, int port) throws IOException {
    Optional<ConnectTo> rule = rule(host, port);
    if (rule.isPresent()) {
      InetSocketAddress to = rule.get().address();
      return to.getPort() == 0 ? new InetSocketAddress(to.getAddress(), port) : to;
    }
    return new InetSocketAddress(resolve(host).get(0), port);
  }

  private Optional<ConnectTo> rule(String host, int port) {
    String asked = unbracketed(host).toLowerCase(Locale.ROOT);
    return rules.stream().filter(r -> r.fits(asked, port)).findFirst();
  }

  /** The host as a plain ASCII name or literal; full-width digits and the like are made plain before the check. */
  private static String plain(String host) throws RefusedAddressException {
    String bare = unbracketed(host);
    if (bare.indexOf(':') >= 0) {
      return literalV6(host, bare);
    }
    String name;
    try {
      name = IDN.toASCII(bare, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw new RefusedAddressException(host, host, "not a host name");
    }
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    if (name.isEmpty() || !name.matches("[a-z0-9._-]+")) {
      throw new RefusedAddressException(host, host, "not a host name");
    }
    String last = name.substring(name.lastIndexOf('.') + 1);
    // What ends in a number is an address to a browser (WHATWG URL, "ends in a number"): 127.1, 0x7f.1, 2130706433.
    if (NUMERIC_LABEL.matcher(last).matches() && !DOTTED.matcher(name).matches()) {
      throw new RefusedAddressException(host, name, "an IPv4 address in an unusual spelling");
    }
    if (OWN_NAME.matcher(name).matches()) {
      throw new RefusedAddressException(host, name, "a name of this machine or network: loopback, local or metadata");
    }
    return name;
  }

  private static String literalV6(String host, String bare) throws RefusedAddressException {
    if (!bare.matches("[0-9a-fA-F:.]+")) {
      throw new RefusedAddressException(host, host, "an IPv6 address with a zone or in an unusual spelling");
    }
    return bare;
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The name service; replaced in tests only. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }
}
