package cn.qingzheng.console.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.springframework.session.Session;

/** A session that may be gone on with at another console. Knows what has to be kept. */
final class SharedSession implements Session {
  static final Duration IDLE = Duration.ofMinutes(30);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int ID_BYTES = 32;

  private final Map<String, Object> attributes;
  private final Instant created;
  private String id;
  private String keptId;
  private Instant used;
  private Instant keptUsed;
  private Duration idle = IDLE;
  private boolean changed;

  private SharedSession(String id, String keptId, Map<String, Object> attributes, Instant created, Instant used) {
    this.id = id;
    this.keptId = keptId;
    this.attributes = attributes;
    this.created = created;
    this.used = used;
    this.keptUsed = used;
  }

  static SharedSession fresh(Instant now) {
    return new SharedSession(newId(), "", new HashMap<>(), now, now);
  }

  static SharedSession kept(String id, Map<String, Object> attributes, Instant created, Instant used) {
    return new SharedSession(id, id, attributes, created, used);
  }

  private static String newId() {
    byte[] bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The id under which it is kept; empty if it is not yet. */
  String keptId() {
    return keptId;
  }

  Map<String, Object> attributes() {
    return attributes;
  }

  /** Whether somebody would miss what is not kept now: being used counts once a minute. */
  boolean worthKeeping() {
    return changed || !keptId.equals(id) || used.isAfter(keptUsed.plusSeconds(60));
  }

  void isKept() {
    keptId = id;
    keptUsed = used;
    changed = false;
  }

  @Override
  public String getId() {
    return id;
  }

  @Override
  public String changeSessionId() {
    id = newId();
    return id;
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> T getAttribute(String name) {
    return (T) attributes.get(name);
  }

  @Override
  public Set<String> getAttributeNames() {
    return Set.copyOf(attributes.keySet());
  }

  @Override
  public void setAttribute(String name, Object value) {
    changed = true;
    if (value == null) {
      attributes.remove(name);
    } else {
      attributes.put(name, value);
    }
  }

  @Override
  public void removeAttribute(String name) {
    setAttribute(name, null);
  }

  @Override
  public Instant getCreationTime() {
    return created;
  }

  @Override
  public void setLastAccessedTime(Instant time) {
    used = time;
  }

  @Override
  public Instant getLastAccessedTime() {
    return used;
  }

  @Override
  public void setMaxInactiveInterval(Duration interval) {
    idle = interval;
  }

  @Override
  public Duration getMaxInactiveInterval() {
    return idle;
  }

  /** What has ended is not found in the first place. */
  @Override
  public boolean isExpired() {
    return false;
  }
}
