package cn.qingzheng.crawler.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Another resolver with an end to its patience: a name service that does not answer holds the system's own look-up for
 * longer than a page may take, and nothing can break that off.
 */
final class PatientResolver implements AddressGuard.Resolver {
  private static final ExecutorService LOOKING =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("qingzheng-dns-", 0).factory());

  private final AddressGuard.Resolver resolver;
  private final Duration patience;

  PatientResolver(AddressGuard.Resolver resolver, Duration patience) {
    this.resolver = resolver;
    this.patience = patience;
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    Future<InetAddress[]> answer = LOOKING.submit(() -> resolver.resolve(host));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof UnknownHostException u ? u : unknown(host, e.getCause());
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw unknown(host + ": no answer within " + patience.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown(host + ": interrupted", e);
    }
  }

  private static UnknownHostException unknown(String message, Throwable cause) {
    UnknownHostException e = new UnknownHostException(message);
    e.initCause(cause);
    return e;
  }
}
