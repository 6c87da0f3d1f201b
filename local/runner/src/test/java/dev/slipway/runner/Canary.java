package dev.slipway.runner;

import dev.slipway.simulator.AppStoreConnectSimulator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Looks for parts of private keys, for whole tokens and for other secrets in everything that a run
/// left behind: what was printed, answered and shown, what Apple and its storage were sent, and
/// every file outside the secret store.
///
/// A part of a key is any 20 characters of its 32 secret bytes, in base64 at each of its three
/// alignments or in hexadecimal. Safe for use by many threads.
public final class Canary implements AutoCloseable {
  private static final int WINDOW = 20;
  private static final int PKCS8_HEADER_BYTES = 36;
  private static final int SECRET_BYTES = 32;
  private static final Pattern TOKEN =
      Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{20,}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{12,}");
  private static final String SECRET_STORE = "aws/secrets/";
  private static final String DROPS = "aws/s3/buckets/slipway-drops/";
  private static final String APPLES_STATE = "app-store-connect.json";
  private static final List<String> REVIEW_DETAILS =
      List.of("/v1/appStoreReviewDetails", "/v1/betaAppReviewDetails");

  private final PrintStream standardOutput = System.out;
  private final PrintStream standardError = System.err;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Set<String> windows = new HashSet<>();
  private final boolean[] beginnings = new boolean[1 << 16];
  private final List<Seen> seen = new ArrayList<>();
  private final Set<String> secrets = new HashSet<>();

  private record Seen(String place, String text) {}

  /// Begins to take down what is printed.
  public Canary() {
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

  /// What was printed since the beginning.
  public String printed() {
    synchronized (printed) {
      return printed.toString(StandardCharsets.UTF_8);
    }
  }

  /// Looks for this key, too.
  public synchronized void watch(String pem) {
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

  /// Looks for this text, too. It may stand in the drop bucket, in requests that write App Review's
  /// details, and in what the simulator keeps of them.
  ///
  /// @param secret 12 or more letters, digits, `-` and `_`, so that no encoding hides it
  public synchronized void watchSecret(String secret) {
    if (!SECRET.matcher(secret).matches()) {
      throw new IllegalArgumentException(
          "a watched secret has 12 or more letters, digits, - and _, so that it is found");
    }
    secrets.add(secret);
  }

  /// Takes down an answer of our API, headers and body.
  public void answered(String answer) {
    saw("an answer of the API", answer);
  }

  /// Takes down what was seen somewhere.
  public synchronized void saw(String place, String text) {
    seen.add(new Seen(place, text));
  }

  /// Where something was found; empty when all is well.
  ///
  /// @param directory what a run keeps
  public synchronized List<String> findings(Path directory, AppStoreConnectSimulator apple)
      throws IOException {
    var found = new ArrayList<String>();
    synchronized (printed) {
      look("the log", printed.toString(StandardCharsets.ISO_8859_1), false, found);
    }
    for (Seen one : seen) {
      look(one.place(), one.text(), false, found);
    }
    for (var exchange : apple.exchanges()) {
      String place = "a request to Apple: " + exchange.method() + " " + exchange.path();
      look(
          place,
          exchange.path() + "?" + exchange.query() + "\n" + exchange.requestHeaders(),
          false,
          found);
      look(
          place,
          exchange.requestBody(),
          REVIEW_DETAILS.stream().anyMatch(exchange.path()::startsWith),
          found);
    }
    for (var put : apple.partPuts()) {
      look(
          "a part sent to Apple's storage",
          put.target() + "\n" + put.requestHeaders(),
          false,
          found);
    }
    for (Path file : files(directory)) {
      String name = directory.relativize(file).toString();
      if (!name.startsWith(SECRET_STORE)) {
        look(
            "file " + name, read(file), name.startsWith(DROPS) || name.equals(APPLES_STATE), found);
      }
    }
    return found;
  }

  /// Without those that are gone meanwhile: what the simulator writes first under another name has
  /// its own by then, and is read there.
  private static List<Path> files(Path directory) throws IOException {
    var files = new ArrayList<Path>();
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile()) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw e;
          }
        });
    return files;
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private void look(String place, String text, boolean secretsBelongThere, List<String> found) {
    for (int i = 0; i + WINDOW <= text.length(); i++) {
      if (beginnings[beginning(text, i)] && windows.contains(text.substring(i, i + WINDOW))) {
        found.add("a part of a private key in " + place);
        break;
      }
    }
    if (TOKEN.matcher(text).find()) {
      found.add("a token in " + place);
    }
    if (!secretsBelongThere && secrets.stream().anyMatch(text::contains)) {
      found.add("a watched secret in " + place);
    }
  }

  @Override
  public void close() {
    System.setOut(standardOutput);
    System.setErr(standardError);
  }
}
