package cn.qingzheng.console.web;

import cn.qingzheng.casework.ConsoleSessions;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.session.SessionRepository;

/**
 * Keeps sessions in the casebook, for consoles that share it. The casebook holds a hash of each session's id and what it
 * holds sealed with a key made of the id: who reads the casebook or a copy of it can be nobody and sees no password that
 * is handed out.
 */
final class SharedSessions implements SessionRepository<SharedSession> {
  private static final Logger LOG = LoggerFactory.getLogger(SharedSessions.class);

  private final ConsoleSessions sessions;
  private final Clock clock;

  SharedSessions(ConsoleSessions sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  @Override
  public SharedSession createSession() {
    return SharedSession.fresh(clock.instant());
  }

  @Override
  public void save(SharedSession session) {
    if (!session.worthKeeping()) {
      return;
    }
    Instant used = session.getLastAccessedTime();
    String hash = SealedSession.hash(session.getId());
    ConsoleSessions.Kept kept =
        new ConsoleSessions.Kept(
            SealedSession.seal(session.getId(), session.attributes()), session.getCreationTime(), used, used.plus(session.getMaxInactiveInterval()));
    if (session.keptId().equals(session.getId())) {
      sessions.update(hash, kept);
    } else {
      sessions.add(hash, kept);
      if (!session.keptId().isEmpty()) {
        deleteById(session.keptId());
      }
    }
    session.isKept();
  }

  @Override
  public SharedSession findById(String id) {
    return sessions.find(SealedSession.hash(id)).map(kept -> opened(id, kept)).orElse(null);
  }

  /** What cannot be opened is none: another version of the program may have kept it. */
  private static SharedSession opened(String id, ConsoleSessions.Kept kept) {
    try {
      Map<String, Object> attributes = SealedSession.open(id, kept.content());
      return SharedSession.kept(id, attributes, kept.created(), kept.used());
    } catch (IOException | GeneralSecurityException | ClassNotFoundException e) {
      LOG.warn("a session cannot be gone on with: {}", e.toString());
      return null;
    }
  }

  @Override
  public void deleteById(String id) {
    sessions.delete(SealedSession.hash(id));
  }
}
