package cn.qingzheng.console.web.reply;

import cn.qingzheng.casework.NoticeDraft;
import cn.qingzheng.casework.NoticeState;
import cn.qingzheng.casework.Refusal;
import cn.qingzheng.casework.Replies;
import cn.qingzheng.casework.Reply;
import cn.qingzheng.casework.ReplyMeasure;
import cn.qingzheng.console.web.LetterRoom;
import cn.qingzheng.console.web.Office;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** Fill in, look over, send, take the receipt. {@link ReplyDoor} has checked the key before. */
@Controller
class ReplyController {
  private static final int MOST_FILES = 5;
  private static final String STALE = "页面打开太久或表单不完整：请核对后再提交一次";

  private final LetterRoom letters;
  /** Making a PDF takes a second of work. */
  private final Semaphore printing = new Semaphore(1);

  ReplyController(Office office) {
    this.letters = office.letters();
  }

  @GetMapping("/robots.txt")
  ResponseEntity<String> robots() {
    return ResponseEntity.ok().contentType(MediaType.TEXT_PLAIN).body("User-agent: *\nDisallow: /\n");
  }

  @GetMapping("/reply/{key}")
  String form(@PathVariable("key") String key, HttpServletRequest request, Model model) {
    return form(ReplyDoor.letter(request), key, ReplyAnswer.empty(), List.of(), model);
  }

  private String form(NoticeDraft letter, String key, ReplyAnswer answer, List<String> problems, Model model) {
    head(letter, key, problems, model);
    model.addAttribute("items", ShownItem.of(letter, answer));
    model.addAttribute("remark", answer.remark());
    model.addAttribute("open", letter.state() != NoticeState.SENDING);
    model.addAttribute("form", FormToken.of(key, "", letters.clock().instant()));
    model.addAttribute("sent", letters.replies().list(letter.id()).stream().filter(r -> r.source().equals(Replies.PAGE)).toList());
    return "reply/form";
  }

  private static void head(NoticeDraft letter, String key, List<String> problems, Model model) {
    model.addAttribute("letter", letter);
    model.addAttribute("key", key);
    model.addAttribute("measures", ReplyMeasure.values());
    model.addAttribute("problems", problems);
  }

  @PostMapping("/reply/{key}")
  String check(
      @PathVariable("key") String key,
      @RequestParam(name = "form", defaultValue = "") String token,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model) {
    NoticeDraft letter = ReplyDoor.letter(request);
    List<String> problems = new ArrayList<>();
    ReplyAnswer answer = ReplyAnswer.read(request, letter.content().pages().size(), problems);
    if (!FormToken.fits(token, key, "", letters.clock().instant())) {
      problems.add(STALE);
    }
    if (!problems.isEmpty()) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(letter, key, answer, problems, model);
    }
    return confirm(letter, key, answer, List.of(), model);
  }

  private String confirm(NoticeDraft letter, String key, ReplyAnswer answer, List<String> problems, Model model) {
    head(letter, key, problems, model);
    String packed = answer.packed();
    model.addAttribute("items", ShownItem.of(letter, answer).stream().filter(i -> answer.line(i.number()).isPresent()).toList());
    model.addAttribute("answer", answer);
    model.addAttribute("packed", packed);
    model.addAttribute("form", FormToken.of(key, packed, letters.clock().instant()));
    model.addAttribute("mostFiles", MOST_FILES);
    model.addAttribute("mostBytes", AttachmentKind.LARGEST >> 20);
    return "reply/confirm";
  }

  /** Back to the form with what was filled in. */
  @PostMapping("/reply/{key}/edit")
  String edit(
      @PathVariable("key") String key, @RequestParam(name = "answer", defaultValue = "") String packed, HttpServletRequest request, Model model) {
    return form(ReplyDoor.letter(request), key, ReplyAnswer.unpacked(packed).orElse(ReplyAnswer.empty()), List.of(), model);
  }

  @PostMapping("/reply/{key}/confirm")
  Object send(
      @PathVariable("key") String key,
      @RequestParam(name = "answer", defaultValue = "") String packed,
      @RequestParam(name = "form", defaultValue = "") String token,
      @RequestParam(name = "file", required = false) Optional<List<MultipartFile>> sent,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model)
      throws IOException {
    NoticeDraft letter = ReplyDoor.letter(request);
    if (!FormToken.fits(token, key, packed, letters.clock().instant())) {
      response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
      return form(letter, key, ReplyAnswer.unpacked(packed).orElse(ReplyAnswer.empty()), List.of(STALE), model);
    }
    ReplyAnswer answer = ReplyAnswer.unpacked(packed).orElseThrow(() -> new IllegalStateException("what bears our token should be ours"));
    List<MultipartFile> files = sent.orElse(List.of()).stream().filter(f -> !f.isEmpty() || !name(f).equals("附件")).toList();
    List<String> problems = new ArrayList<>();
    Path folder = Files.createTempDirectory("reply");
    try {
      List<Replies.NamedFile> kept = taken(files, folder, problems);
      if (problems.isEmpty()) {
        Reply reply = letters.replies().receive(key, answer.lines(), answer.remark(), kept);
        return ResponseEntity.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, "/reply/" + key + "/sent/" + reply.id()).build();
      }
    } catch (Refusal e) {
      problems.add(e.getMessage());
    } finally {
      clear(folder);
    }
    response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
    return confirm(letter, key, answer, problems, model);
  }

  private static List<Replies.NamedFile> taken(List<MultipartFile> files, Path folder, List<String> problems) throws IOException {
    if (files.size() > MOST_FILES) {
      problems.add("附件有 " + files.size() + " 个：最多 " + MOST_FILES + " 个，请合并或分次提交");
      return List.of();
    }
    List<Replies.NamedFile> out = new ArrayList<>();
    for (MultipartFile file : files) {
      Path to = folder.resolve(Integer.toString(out.size()));
      file.transferTo(to);
      AttachmentKind.problem(name(file), to).ifPresent(problems::add);
      out.add(new Replies.NamedFile(name(file), to));
    }
    return out;
  }

  private static String name(MultipartFile file) {
    return AttachmentKind.plain(Optional.ofNullable(file.getOriginalFilename()).orElse(""));
  }

  private static void clear(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @GetMapping("/reply/{key}/sent/{id}")
  String sent(@PathVariable("key") String key, @PathVariable("id") String id, HttpServletRequest request, Model model) {
    NoticeDraft letter = ReplyDoor.letter(request);
    head(letter, key, List.of(), model);
    model.addAttribute("reply", reply(letter, id));
    return "reply/sent";
  }

  @GetMapping("/reply/{key}/receipt/{id}")
  ResponseEntity<byte[]> receipt(@PathVariable("key") String key, @PathVariable("id") String id, HttpServletRequest request) throws IOException {
    NoticeDraft letter = ReplyDoor.letter(request);
    Reply reply = reply(letter, id);
    if (!printing.tryAcquire()) {
      return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS).header(HttpHeaders.RETRY_AFTER, "5").build();
    }
    try {
      String name = "回执-" + reply.number() + ".pdf";
      return ResponseEntity.ok()
          .header(HttpHeaders.CONTENT_DISPOSITION, ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
          .contentType(MediaType.APPLICATION_PDF)
          .body(letters.receipt(letter, reply));
    } finally {
      printing.release();
    }
  }

  /** One that was sent over this page to this letter: what came otherwise is no business of who holds the key. */
  private Reply reply(NoticeDraft letter, String id) {
    return letters.replies().list(letter.id()).stream()
        .filter(r -> r.source().equals(Replies.PAGE) && Long.toString(r.id()).equals(id))
        .findFirst()
        .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
  }
}
