package dev.slipway.connections.intake;

import dev.slipway.json.Json;
import dev.slipway.json.JsonObject;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a private key in the forms that users send: PKCS#8 or SEC 1; in PEM, also on one line,
/// with literal `\n`, CRLF, BOM or quotes; as base64 of the whole file, once or twice; or
/// fastlane's key JSON. Thread-safe.
public final class PrivateKeyReader {
  /// Slipway rejects larger input without reading it.
  public static final int MAX_SIZE_BYTES = 64 << 10;

  /// Enough for base64 of base64 of a key JSON with a base64 key inside.
  private static final int MAX_WRAPPINGS = 4;

  private static final int ASN1_SEQUENCE = 0x30;
  private static final String QUOTES = "\"'`“”‘’";
  private static final Pattern WRITTEN_LINE_BREAK = Pattern.compile("\\\\+[rn]");

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
    String text = unquoted(decoded(input));
    if (text.isEmpty()) {
      return refused(KeyProblems.EMPTY);
    }
    if (text.startsWith("{")) {
      Optional<Reading> json = readKeyJson(text, wrappings);
      if (json.isPresent()) {
        return json.get();
      }
    }
    String lines = WRITTEN_LINE_BREAK.matcher(text).replaceAll("\n");
    if (lines.contains("-----BEGIN ")) {
      return PemBlock.findAll(lines)
          .map(PrivateKeyReader::readBlocks)
          .orElseGet(() -> refused(KeyProblems.BROKEN_PEM));
    }
    Optional<byte[]> unwrapped = PemBlock.decodeBase64(lines);
    if (unwrapped.isPresent() && unwrapped.get().length > 0 && wrappings < MAX_WRAPPINGS) {
      return unwrapped.get()[0] == ASN1_SEQUENCE
          ? readBareStructure(unwrapped.get())
          : read(unwrapped.get(), wrappings + 1);
    }
    boolean remains = lines.toUpperCase(Locale.ROOT).contains("PRIVATE KEY");
    return refused(remains ? KeyProblems.BROKEN_PEM : KeyProblems.NOT_PEM);
  }

  /// Reads fastlane's `{"key_id": …, "issuer_id": …, "key": …}` (docs.fastlane.tools, App Store
  /// Connect API).
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
      // A key pasted into JSON by hand makes it malformed; its PEM lines may still be complete.
      return Optional.empty();
    }
    if (key == null || wrappings >= MAX_WRAPPINGS) {
      return Optional.of(refused(KeyProblems.NOT_PEM));
    }
    Reading inner = read(key.getBytes(StandardCharsets.UTF_8), wrappings + 1);
    return Optional.of(
        switch (inner) {
          case Reading.Accepted accepted -> new Reading.Accepted(accepted.key(), keyId, issuerId);
          case Reading.Refused refused -> refused;
        });
  }

  private static Reading readBlocks(List<PemBlock> blocks) {
    List<PemBlock> keys =
        blocks.stream().filter(block -> block.label().endsWith("PRIVATE KEY")).toList();
    if (keys.size() > 1) {
      return refused(KeyProblems.SEVERAL_KEYS);
    }
    if (keys.isEmpty()) {
      return refused(whatElse(blocks));
    }
    PemBlock key = keys.getFirst();
    if (key.isEncrypted()) {
      return refused(KeyProblems.ENCRYPTED);
    }
    Optional<byte[]> der = key.der();
    return switch (key.label()) {
      case "PRIVATE KEY" ->
          der.map(SigningKey::readPkcs8).orElseGet(() -> refused(KeyProblems.BROKEN_PEM));
      case "EC PRIVATE KEY" ->
          der.map(bytes -> SigningKey.readSec1(bytes, separateParameters(blocks)))
              .orElseGet(() -> refused(KeyProblems.BROKEN_PEM));
      case "RSA PRIVATE KEY" -> refused(KeyProblems.RSA_KEY);
      default -> refused(KeyProblems.NOT_EC);
    };
  }

  private static byte @Nullable [] separateParameters(List<PemBlock> blocks) {
    return blocks.stream()
        .filter(block -> block.label().equals("EC PARAMETERS"))
        .findFirst()
        .flatMap(PemBlock::der)
        .orElse(null);
  }

  private static Problem whatElse(List<PemBlock> blocks) {
    for (PemBlock block : blocks) {
      if (block.label().contains("CERTIFICATE")) {
        return KeyProblems.CERTIFICATE;
      }
      if (block.label().endsWith("PUBLIC KEY")) {
        return KeyProblems.PUBLIC_KEY;
      }
    }
    return KeyProblems.NOT_PEM;
  }

  /// Reads the base64 lines without BEGIN and END.
  private static Reading readBareStructure(byte[] der) {
    Reading pkcs8 = SigningKey.readPkcs8(der);
    if (!pkcs8.equals(refused(KeyProblems.BROKEN_PEM))) {
      return pkcs8;
    }
    return SigningKey.readSec1(der, null);
  }

  private static String decoded(byte[] input) {
    Charset charset = StandardCharsets.UTF_8;
    if (input.length >= 2 && (input[0] & 0xFF) == 0xFE && (input[1] & 0xFF) == 0xFF) {
      charset = StandardCharsets.UTF_16BE;
    } else if (input.length >= 2 && (input[0] & 0xFF) == 0xFF && (input[1] & 0xFF) == 0xFE) {
      charset = StandardCharsets.UTF_16LE;
    }
    return new String(input, charset).replace("\uFEFF", "");
  }

  private static String unquoted(String text) {
    String bare = text.strip();
    while (bare.length() >= 2
        && QUOTES.indexOf(bare.charAt(0)) >= 0
        && QUOTES.indexOf(bare.charAt(bare.length() - 1)) >= 0) {
      bare = bare.substring(1, bare.length() - 1).strip();
    }
    return bare;
  }

  private static Reading refused(Problem problem) {
    return new Reading.Refused(problem);
  }
}
