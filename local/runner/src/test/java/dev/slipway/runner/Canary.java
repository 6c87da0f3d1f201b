package dev.slipway.runner;

import dev.slipway.simulator.AppStoreConnectSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for parts of private keys, and for whole tokens, in everything that a run left behind:
/// what was printed, what was answered, what Apple was sent, and every file outside the secret
/// store.
///
/// A part is any 20 characters of the key's 32 secret bytes, in base64 at each of its three
/// alignments or in hexadecimal.
final class Canary implements AutoCloseable {
  private static final int WINDOW = 20;
  private static final int PKCS8_HEADER_BYTES = 36;
  private static final int SECRET_BYTES = 32;
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{20,}");

  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Set<String> windows = new HashSet<>();
  private final boolean[] beginnings = new boolean[1 << 16];
  private final List<String> answers = new ArrayList<>();

  Canary() {
    System.setOut(tee(standardOutput));
    System.setErr(tee(standardError));
  }

  private PrintStream tee(PrintStream original) {
    var both =
        new OutputStream() {
          @Override
          public void write(int b) {
            original.write(b);
            keep(new byte[] {(byte) b}, 0, 1);
          }

          @Override
          public void write(byte[] bytes, int offset, int length) {
            original.write(bytes, offset, length);
            keep(bytes, offset, length);
          }

          @Override
          public void flush() {
            original.flush();
          }
        };
    return new PrintStream(both, true, StandardCharsets.UTF_8);
  }

  private void keep(byte[] bytes, int offset, int length) {
    synchronized (printed) {
      printed.write(bytes, offset, length);
    }
  }

  /// Looks for this key, too.
  void watch(String pem) {
    byte[] der = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", "").strip());
    byte[] secret = Arrays.copyOfRange(der, PKCS8_HEADER_BYTES, PKCS8_HEADER_BYTES + SECRET_BYTES);
    for (int shift = 0; shift < 3; shift++) {
      byte[] from = Arrays.copyOfRange(secret, shift, SECRET_BYTES);
      // The last characters would depend on what follows.
      String text = Base64.getEncoder().withoutPadding().encodeToString(from);
      add(text.substring(0, from.length / 3 * 4));
      String urlSafe = Base64.getUrlEncoder().withoutPadding().encodeToString(from);
      add(urlSafe.substring(0, from.length / 3 * 4));
    }
    add(HexFormat.of().formatHex(secret));
    add(HexFormat.of().withUpperCase().formatHex(secret));
  }

  private void add(String text) {
    for (int i = 0; i + WINDOW <= text.length(); i++) {
      String window = text.substring(i, i + WINDOW);
      windows.add(window);
      beginnings[beginning(window, 0)] = true;
    }
  }

  private static int beginning(String text, int at) {
    return (text.charAt(at) & 0xFF) << 8 | (text.charAt(at + 1) & 0xFF);
  }

  /// Takes down an answer of our API, headers and body.
  void answered(String answer) {
    synchronized (answers) {
      answers.add(answer);
    }
  }

  /// Where something was found; empty when all is well.
  List<String> findings(Path directory, AppStoreConnectSimulator apple) throws IOException {
    var found = new ArrayList<String>();
    synchronized (printed) {
      look("the log", printed.toString(StandardCharsets.ISO_8859_1), found);
    }
    synchronized (answers) {
      for (String answer : answers) {
        look("an answer of the API", answer, found);
      }
    }
    for (var exchange : apple.exchanges()) {
      look(
          "a request to Apple: " + exchange.method() + " " + exchange.path(),
          exchange.path() + "?" + exchange.query() + "\n" + exchange.requestBody(),
          found);
    }
    try (var files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = directory.relativize(file).toString();
        if (!name.startsWith("aws/secrets/")) {
          look("file " + name, Files.readString(file, StandardCharsets.ISO_8859_1), found);
        }
      }
    }
    return found;
  }

  private void look(String place, String text, List<String> found) {
    for (int i = 0; i + WINDOW <= text.length(); i++) {
      if (beginnings[beginning(text, i)] && windows.contains(text.substring(i, i + WINDOW))) {
        found.add("a part of a private key in " + place);
        break;
      }
    }
    if (TOKEN.matcher(text).find()) {
      found.add("a token in " + place);
    }
  }

  @Override
  public void close() {
    System.setOut(standardOutput);
    System.setErr(standardError);
  }
}
