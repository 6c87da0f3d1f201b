package dev.slipway.connections.intake;

import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.KeySecrets.AppleKey;
import dev.slipway.json.Json;
import dev.slipway.json.JsonShapeException;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Reads the request that connects an Apple account: `multipart/form-data` with `keyId`, `issuerId`
/// and file part `key`, or JSON with `keyId`, `issuerId`, `privateKey` and optionally
/// `keyFileName`. Both may have `label`, the team's name, and `insteadOf`, the connection of a
/// failed attempt that this one corrects.
///
/// The ids are cleaned of what pasting adds ([PastedId]). The Key ID may be omitted when the file's
/// name has it ([KeyFileName]) or the file is fastlane's key JSON. Key IDs or Issuer IDs that
/// differ are a fault. A request without an Issuer ID connects an individual key. Thread-safe;
/// keeps nothing.
public final class ConnectRequest {
  /// Slipway rejects larger bodies without reading them.
  public static final int MAX_SIZE_BYTES = MultipartForm.MAX_SIZE_BYTES;

  /// The result of reading a connect request.
  public sealed interface Reading {
    /// The request is valid.
    ///
    /// @param label the team's name; null without one
    /// @param insteadOf the connection of the failed attempt; null without one
    record Accepted(AppleKey key, @Nullable String label, @Nullable ConnectionId insteadOf)
        implements Reading {}

    /// All problems of the request; at least one.
    record Refused(List<Problem> problems) implements Reading {
      public Refused {
        problems = List.copyOf(problems);
      }

      /// Returns the single fault, or a problem that contains all faults, field by field.
      public Problem toProblem() {
        return problems.size() == 1
            ? problems.getFirst()
            : Problem.of(
                    ProblemType.INVALID_FIELDS,
                    "The request has " + problems.size() + " problems. Nothing was stored.")
                .withFaults(problems);
      }
    }
  }

  private ConnectRequest() {}

  /// Reads and validates a request; all its faults are reported together.
  ///
  /// @param contentType the value of the header; empty when absent
  /// @param body the bytes of the body, after the gateway's base64 was decoded
  public static Reading read(String contentType, byte[] body) {
    return validate(fields(contentType, body));
  }

  /// Does the same for the holder of a connect link, who names no team and no failed attempt: both
  /// fields are unknown, whatever is in them.
  public static Reading readOfLink(String contentType, byte[] body) {
    var fields = fields(contentType, body);
    fields.forget("label");
    fields.forget("insteadOf");
    return validate(fields);
  }

  private static ConnectFields fields(String contentType, byte[] body) {
    if (body.length > MAX_SIZE_BYTES) {
      return ConnectFields.unreadable(RequestProblems.BODY_TOO_LARGE);
    }
    Optional<HeaderParameters> header = HeaderParameters.parse(contentType);
    try {
      return switch (header.map(HeaderParameters::value).orElse("")) {
        case "multipart/form-data" ->
            ConnectFields.ofForm(MultipartForm.read(header.orElseThrow(), body));
        case "application/json" -> ofJson(body);
        default -> ConnectFields.unreadable(RequestProblems.UNSUPPORTED_CONTENT_TYPE);
      };
    } catch (BrokenFormException e) {
      return ConnectFields.unreadable(e.problem());
    }
  }

  private static ConnectFields ofJson(byte[] body) {
    var text = StrictUtf8.decode(body);
    if (text.isEmpty()) {
      return ConnectFields.unreadable(RequestProblems.NOT_UTF8);
    }
    try {
      return ConnectFields.ofJson(Json.parse(text.get()).asMap());
    } catch (JsonShapeException e) {
      return ConnectFields.unreadable(RequestProblems.jsonBroken(text.get()));
    }
  }

  private static Reading validate(ConnectFields fields) {
    if (fields.isUnreadable()) {
      return new Reading.Refused(fields.problems());
    }
    PrivateKeyReader.Reading.Accepted key = key(fields);
    String keyId = keyId(fields, key == null ? null : key.keyId());
    String issuerId = issuerId(fields, key == null ? null : key.issuerId());
    String label = label(fields);
    ConnectionId insteadOf = insteadOf(fields);
    if (!fields.problems().isEmpty() || key == null || keyId == null) {
      return new Reading.Refused(fields.problems());
    }
    return new Reading.Accepted(appleKey(keyId, issuerId, key.key(), fields), label, insteadOf);
  }

  private static @Nullable String label(ConnectFields fields) {
    if (TeamLabel.isValid(fields.label())) {
      return TeamLabel.of(fields.label()).orElse(null);
    }
    fields.add("label", RequestProblems.LABEL_MALFORMED);
    return null;
  }

  private static @Nullable ConnectionId insteadOf(ConnectFields fields) {
    String text = fields.insteadOf().strip();
    var id = ConnectionId.parse(text);
    if (id.isEmpty() && !text.isEmpty() && !fields.hasProblem("insteadOf")) {
      fields.add("insteadOf", RequestProblems.INSTEAD_OF_UNKNOWN);
    }
    return id.orElse(null);
  }

  /// Apple names the downloaded file after its Key ID, so a Key ID that matches the file name is
  /// unlikely to be mistyped.
  private static AppleKey appleKey(
      String keyId, @Nullable String issuerId, SigningKey key, ConnectFields fields) {
    String fileName = fields.keyFileName();
    return new AppleKey(
        keyId,
        issuerId,
        key.fingerprint(),
        key.privateKey(),
        KeyFileName.keyId(fileName).filter(keyId::equals).isPresent(),
        KeyFileName.namesOtherService(fileName));
  }

  private static PrivateKeyReader.Reading.@Nullable Accepted key(ConnectFields fields) {
    if (fields.hasProblem(fields.keyField())) {
      return null;
    }
    if (!fields.hasKeyField()) {
      fields.add(fields.keyField(), RequestProblems.KEY_MISSING);
      return null;
    }
    return switch (PrivateKeyReader.read(fields.key())) {
      case PrivateKeyReader.Reading.Accepted accepted -> accepted;
      case PrivateKeyReader.Reading.Refused(Problem problem) -> {
        fields.add(fields.keyField(), problem);
        yield null;
      }
    };
  }

  /// @param keyIdOfJson the one beside the key in fastlane's key JSON
  private static @Nullable String keyId(ConnectFields fields, @Nullable String keyIdOfJson) {
    if (fields.hasProblem("keyId")) {
      return null;
    }
    Set<String> sources = new TreeSet<>();
    sources.add(PastedId.keyId(fields.keyId()));
    sources.add(KeyFileName.keyId(fields.keyFileName()).orElse(""));
    sources.add(keyIdOfJson == null ? "" : PastedId.keyId(keyIdOfJson));
    sources.remove("");
    if (sources.isEmpty()) {
      fields.add("keyId", RequestProblems.KEY_ID_MISSING);
      return null;
    }
    for (String source : sources) {
      if (!PastedId.isKeyId(source)) {
        fields.add(
            "keyId",
            PastedId.isIssuerId(PastedId.issuerId(source))
                ? RequestProblems.KEY_ID_IS_ISSUER_ID
                : RequestProblems.KEY_ID_MALFORMED);
        return null;
      }
    }
    if (sources.size() > 1) {
      fields.add("keyId", RequestProblems.KEY_ID_CONTRADICTS);
      return null;
    }
    return sources.iterator().next();
  }

  /// @param issuerIdOfJson the one beside the key in fastlane's key JSON
  private static @Nullable String issuerId(ConnectFields fields, @Nullable String issuerIdOfJson) {
    if (fields.hasProblem("issuerId")) {
      return null;
    }
    Set<String> sources = new TreeSet<>();
    for (String given : List.of(fields.issuerId(), issuerIdOfJson == null ? "" : issuerIdOfJson)) {
      String id = PastedId.issuerId(given);
      if (!id.isEmpty() && !PastedId.isIssuerId(id)) {
        fields.add(
            "issuerId",
            PastedId.isShortId(given)
                ? RequestProblems.ISSUER_ID_IS_SHORT_ID
                : RequestProblems.ISSUER_ID_MALFORMED);
        return null;
      }
      sources.add(id);
    }
    sources.remove("");
    if (sources.size() > 1) {
      fields.add("issuerId", RequestProblems.ISSUER_ID_CONTRADICTS);
      return null;
    }
    return sources.isEmpty() ? null : sources.iterator().next();
  }
}
