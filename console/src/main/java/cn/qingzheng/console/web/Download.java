package cn.qingzheng.console.web;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** A file as an answer. The path comes from the casebook, never from a request. */
final class Download {
  private Download() {}

  static ResponseEntity<Resource> of(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new NotFoundException();
    }
    String name = file.getFileName().toString();
    return ResponseEntity.ok()
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString())
        .contentType(type(name))
        .body(new FileSystemResource(file));
  }

  private static MediaType type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "zip" -> MediaType.valueOf("application/zip");
      case "pdf" -> MediaType.APPLICATION_PDF;
      case "docx" -> MediaType.valueOf("application/vnd.openxmlformats-officedocument.wordprocessingml.document");
      default -> MediaType.APPLICATION_OCTET_STREAM;
    };
  }
}
