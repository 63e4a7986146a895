package cn.qingzheng.console.web;

import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.Officer;
import cn.qingzheng.casework.Replies;
import cn.qingzheng.casework.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What it takes to write, seal and send letters, beside the casebook: texts, contacts, seal and channels. */
public interface LetterRoom {
  /** All drafts and letters, youngest first. */
  List<NoticeDraft> list();

  Optional<NoticeDraft> find(String id);

  /** The files of a letter as they lie in the outbox: those that were sealed, else the draft's. */
  List<Path> files(String id);

  /**
   * Drafts letters to the platforms on which the confirmed findings of a case stand.
   *
   * @throws cn.qingzheng.casework.Refusal in Chinese if there is nothing to write about
   */
  default List<NoticeDraft> draft(String caseId, Officer by) throws IOException {
    return draft(List.of(caseId), by);
  }

  /** As {@link #draft(String, Officer)}, one letter to each platform over all the cases. */
  List<NoticeDraft> draft(List<String> caseIds, Officer by) throws IOException;

  /** Seals a signed letter. */
  void seal(String id, Officer by) throws IOException;

  /** What recipients answer. */
  Replies replies();

  /** A PDF that says what came and when. */
  byte[] receipt(NoticeDraft letter, Reply reply) throws IOException;

  /** Where recipients reach the reply page from outside, for example {@code https://reply.bureau.example}. */
  Optional<String> replyAt();

  /** The time by which keys and forms end. */
  Clock clock();

  /** Puts a sealed letter on its way and tries each way once. */
  void send(String id, Officer by) throws IOException;
}
