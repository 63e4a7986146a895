package cn.qingzheng.console.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** What a session holds, as bytes that only who knows its id can read or make (AES-256-GCM). */
final class SealedSession {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NONCE = 12;
  private static final int TAG_BITS = 128;

  /** Nothing else is taken out of the bytes, and nothing endless. */
  private static final ObjectInputFilter KNOWN =
      ObjectInputFilter.Config.createFilter(
          "maxdepth=40;maxrefs=20000;maxbytes=1000000;maxarray=20000;java.lang.*;java.util.*;java.util.concurrent.*;java.util.concurrent.atomic.*;"
              + "java.time.*;java.net.URI;java.net.URL;java.security.*;org.springframework.**;cn.qingzheng.**;jakarta.servlet.http.*;!*");

  private SealedSession() {}

  /** Under which it is kept. */
  static String hash(String id) {
    return HexFormat.of().formatHex(digest("session-id:" + id));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(digest("session-key:" + id), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    return cipher;
  }

  static byte[] seal(String id, Map<String, Object> attributes) {
    try {
      ByteArrayOutputStream plain = new ByteArrayOutputStream();
      try (ObjectOutputStream out = new ObjectOutputStream(plain)) {
        out.writeObject(new HashMap<>(attributes));
      }
      byte[] nonce = new byte[NONCE];
      RANDOM.nextBytes(nonce);
      ByteArrayOutputStream sealed = new ByteArrayOutputStream();
      sealed.write(nonce);
      sealed.write(cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(plain.toByteArray()));
      return sealed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("what a session holds should be serializable", e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES-GCM", e);
    }
  }

  static Map<String, Object> open(String id, byte[] sealed) throws IOException, GeneralSecurityException, ClassNotFoundException {
    if (sealed.length < NONCE) {
      throw new IOException("too short");
    }
    byte[] plain = cipher(Cipher.DECRYPT_MODE, id, Arrays.copyOf(sealed, NONCE)).doFinal(sealed, NONCE, sealed.length - NONCE);
    try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(plain))) {
      in.setObjectInputFilter(KNOWN);
      Map<String, Object> attributes = new HashMap<>();
      ((Map<?, ?>) in.readObject()).forEach((name, value) -> attributes.put(String.valueOf(name), value));
      return attributes;
    }
  }
}
