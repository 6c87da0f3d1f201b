package dev.slipway.connections.intake;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a private key in the forms that users send: PKCS#8 or SEC 1; as DER, as PEM or as bare
/// base64; changed by an editor, a mail program, a shell or a web page ([KeyText]); as base64 of
/// the whole file, once or twice; or fastlane's key JSON. What cannot be read is named.
/// Thread-safe.
///
/// `web/key-text.js` follows the same rules; `key-input.json` of the tests holds both to them.
public final class PrivateKeyReader {
  /// Slipway rejects larger input without reading it.
  public static final int MAX_SIZE_BYTES = 64 << 10;

  /// Enough for base64 of base64 of a key JSON with a base64 key inside.
  private static final int MAX_WRAPPINGS = 4;

  private static final int ASN1_SEQUENCE = 0x30;
  private static final String QUOTES = "\"'`";
  private static final Pattern WEB_PAGE = Pattern.compile("(?i)^\\s{0,40}<(?:!doctype html|html)");
  private static final Pattern PRIVATE_KEY = Pattern.compile("PRIVATE\\s{0,3}KEY");

  /// The result of reading a private key.
  public sealed interface Reading {
    /// A usable key, and the ids that came beside it in fastlane's key JSON; null without them.
    record Accepted(SigningKey key, @Nullable String keyId, @Nullable String issuerId)
        implements Reading {}

    /// No usable key.
    record Refused(Problem problem) implements Reading {}
  }

  private PrivateKeyReader() {}

  /// Reads the content of a file or a pasted text.
  public static Reading read(byte[] input) {
    if (input.length > MAX_SIZE_BYTES) {
      return refused(KeyProblems.TOO_LARGE);
    }
    return read(input, 0);
  }

  private static Reading read(byte[] input, int wrappings) {
    Optional<Problem> other = OtherFormat.of(input);
    if (other.isPresent()) {
      return refused(other.get());
    }
    if (isStructure(input, wrappings > 0)) {
      return readStructure(input, null);
    }
    String decoded = KeyText.decoded(input);
    Reading reading = readText(decoded, wrappings);
    if (reading instanceof Reading.Refused refused && mayBeOfFormat(refused.problem())) {
      if (KeyText.isRichText(decoded)) {
        return refused(KeyProblems.RICH_TEXT);
      }
      if (WEB_PAGE.matcher(decoded).find()) {
        return refused(KeyProblems.WEB_PAGE);
      }
    }
    return reading;
  }

  /// Returns whether the format of the document says more than the problem of the key.
  private static boolean mayBeOfFormat(Problem problem) {
    return problem.equals(KeyProblems.NOT_PEM)
        || problem.equals(KeyProblems.BROKEN_PEM)
        || problem.equals(KeyProblems.EMPTY);
  }

  /// Returns whether these bytes are DER.
  ///
  /// @param certain whether they were base64; else they may be text that begins with a zero
  private static boolean isStructure(byte[] input, boolean certain) {
    return input.length > 1
        && input[0] == ASN1_SEQUENCE
        && (certain || SigningKey.lengthOf(input) == input.length);
  }

  private static Reading readText(String decoded, int wrappings) {
    if (decoded.stripLeading().startsWith("{")) {
      Optional<Reading> json = readKeyJson(decoded, wrappings);
      if (json.isPresent()) {
        return json.get();
      }
    }
    String text = unquoted(KeyText.restored(decoded));
    if (text.isEmpty()) {
      return refused(KeyProblems.EMPTY);
    }
    List<PemBlock> blocks = PemBlock.findAll(text);
    if (!blocks.isEmpty()) {
      return readBlocks(blocks);
    }
    boolean remains = PRIVATE_KEY.matcher(text.toUpperCase(Locale.ROOT)).find();
    if (wrappings < MAX_WRAPPINGS) {
      Optional<byte[]> unwrapped = PemBlock.decode(text);
      if (unwrapped.isPresent()) {
        Reading inner = read(unwrapped.get(), wrappings + 1);
        if (!inner.equals(refused(KeyProblems.EMPTY))) {
          return inner;
        }
      }
      for (byte[] run : PemBlock.findRuns(text)) {
        Reading inner = read(run, wrappings + 1);
        if (inner instanceof Reading.Accepted) {
          return inner;
        }
        remains = true;
      }
    }
    return refused(remains ? KeyProblems.BROKEN_PEM : KeyProblems.NOT_PEM);
  }

  /// Reads fastlane's `{"key_id": …, "issuer_id": …, "key": …}` (docs.fastlane.tools, App Store
  /// Connect API). Returns empty when it is not one: the lines of the key may still be inside.
  private static Optional<Reading> readKeyJson(String text, int wrappings) {
    String key;
    String keyId;
    String issuerId;
    try {
      JsonObject json = Json.parse(text);
      key = json.optionalString("key").orElse(null);
      keyId = json.optionalString("key_id").orElse(null);
      issuerId = json.optionalString("issuer_id").orElse(null);
    } catch (JsonShapeException e) {
      return Optional.empty();
    }
    if (key == null || wrappings >= MAX_WRAPPINGS) {
      return Optional.empty();
    }
    Reading inner = read(key.getBytes(StandardCharsets.UTF_8), wrappings + 1);
    return Optional.of(
        switch (inner) {
          case Reading.Accepted accepted -> new Reading.Accepted(accepted.key(), keyId, issuerId);
          case Reading.Refused refused -> refused;
        });
  }

  private static Reading readBlocks(List<PemBlock> blocks) {
    List<PemBlock> keys = blocks.stream().filter(PemBlock::isPrivateKey).toList();
    if (keys.isEmpty()) {
      return refused(whatElse(blocks));
    }
    List<PemBlock> filled = keys.stream().filter(block -> !block.isEmpty()).toList();
    if (filled.size() > 1) {
      return refused(KeyProblems.SEVERAL_KEYS);
    }
    if (filled.isEmpty()) {
      return refused(KeyProblems.BROKEN_PEM);
    }
    PemBlock key = filled.getFirst();
    if (key.isEncrypted()) {
      return refused(KeyProblems.ENCRYPTED);
    }
    return switch (key.label()) {
      case "PRIVATEKEY", "ECPRIVATEKEY" -> readBody(key, separateParameters(blocks));
      case "RSAPRIVATEKEY" -> refused(KeyProblems.RSA_KEY);
      default -> refused(KeyProblems.NOT_EC);
    };
  }

  private static Reading readBody(PemBlock key, byte @Nullable [] parameters) {
    Reading first = refused(KeyProblems.BROKEN_PEM);
    for (byte[] candidate : key.candidates()) {
      Reading reading = readStructure(candidate, parameters);
      if (reading instanceof Reading.Accepted) {
        return reading;
      }
      if (first.equals(refused(KeyProblems.BROKEN_PEM))) {
        first = reading;
      }
    }
    return first;
  }

  private static byte @Nullable [] separateParameters(List<PemBlock> blocks) {
    return blocks.stream()
        .filter(block -> block.label().equals("ECPARAMETERS"))
        .flatMap(block -> block.candidates().stream())
        .findFirst()
        .orElse(null);
  }

  private static Problem whatElse(List<PemBlock> blocks) {
    for (PemBlock block : blocks) {
      if (block.label().endsWith("CERTIFICATE")) {
        return KeyProblems.CERTIFICATE;
      }
      if (block.label().endsWith("PUBLICKEY")) {
        return KeyProblems.PUBLIC_KEY;
      }
    }
    return KeyProblems.NOT_PEM;
  }

  /// Reads PKCS#8 or SEC 1, whatever the BEGIN line says.
  private static Reading readStructure(byte[] der, byte @Nullable [] parameters) {
    Reading pkcs8 = SigningKey.readPkcs8(der);
    return pkcs8.equals(refused(KeyProblems.BROKEN_PEM))
        ? SigningKey.readSec1(der, parameters)
        : pkcs8;
  }

  /// Returns the text without the quotes and spaces around it.
  private static String unquoted(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isWrapping(text.charAt(from))) {
      from++;
    }
    while (from < to && isWrapping(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isWrapping(char c) {
    return QUOTES.indexOf(c) >= 0 || Character.isWhitespace(c);
  }

  private static Reading refused(Problem problem) {
    return new Reading.Refused(problem);
  }
}
