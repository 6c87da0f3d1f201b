package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Collects the fields and faults of a connect request while it is read. Not thread-safe.
final class ConnectFields {
  /// The name of the request as a whole; its problems name no field.
  private static final String BODY = "body";

  private static final int MAX_SHOWN_NAME_LENGTH = 60;

  private final String keyField;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> seen = new TreeSet<>();
  private String keyId = "";
  private String issuerId = "";
  private byte[] key = {};
  private String keyFileName = "";
  private String label = "";
  private String insteadOf = "";

  private ConnectFields(String keyField) {
    this.keyField = keyField;
  }

  /// Returns the fields of a request that cannot be read at all.
  static ConnectFields unreadable(Problem problem) {
    var fields = new ConnectFields("key");
    fields.add(BODY, problem);
    return fields;
  }

  static ConnectFields ofForm(List<MultipartForm.Part> parts) {
    var fields = new ConnectFields("key");
    for (MultipartForm.Part part : parts) {
      if (!fields.seen.add(part.name())) {
        fields.add(shown(part.name()), RequestProblems.REPEATED_FIELD);
        continue;
      }
      switch (part.name()) {
        case "keyId" -> fields.keyId = fields.text(part);
        case "issuerId" -> fields.issuerId = fields.text(part);
        case "label" -> fields.label = fields.text(part);
        case "insteadOf" -> fields.insteadOf = fields.text(part);
        case "key" -> {
          fields.key = part.content();
          fields.keyFileName = part.fileName().orElse("");
        }
        default -> fields.add(shown(part.name()), RequestProblems.UNKNOWN_FIELD);
      }
    }
    return fields;
  }

  private String text(MultipartForm.Part part) {
    var text = part.text();
    if (text.isEmpty()) {
      add(part.name(), RequestProblems.FIELD_NOT_UTF8);
    }
    return text.orElse("");
  }

  static ConnectFields ofJson(Map<String, ?> json) {
    var fields = new ConnectFields("privateKey");
    json.forEach(
        (name, value) -> {
          fields.seen.add(name);
          String text = "";
          if (value instanceof String given && isHalved(given)) {
            fields.add(shown(name), RequestProblems.HALVED_CHARACTER);
          } else if (value instanceof String given) {
            text = given;
          } else if (value != null && known(name)) {
            fields.add(name, RequestProblems.NOT_TEXT);
          }
          switch (name) {
            case "keyId" -> fields.keyId = text;
            case "issuerId" -> fields.issuerId = text;
            case "label" -> fields.label = text;
            case "insteadOf" -> fields.insteadOf = text;
            case "privateKey" -> fields.key = text.getBytes(StandardCharsets.UTF_8);
            case "keyFileName" -> fields.keyFileName = text.strip();
            default -> fields.add(shown(name), RequestProblems.UNKNOWN_FIELD);
          }
        });
    return fields;
  }

  /// Returns the name of the private key's field in this request.
  String keyField() {
    return keyField;
  }

  /// Returns the Key ID as sent; empty when absent.
  String keyId() {
    return keyId;
  }

  /// Returns the Issuer ID as sent; empty when absent.
  String issuerId() {
    return issuerId;
  }

  byte[] key() {
    return key.clone();
  }

  /// Returns whether the request has the key's field, even if it is empty.
  boolean hasKeyField() {
    return seen.contains(keyField);
  }

  /// Returns the name of the key's file as sent, which no answer shows; empty when absent.
  String keyFileName() {
    return keyFileName;
  }

  /// Returns the name of the team as sent; empty when absent.
  String label() {
    return label;
  }

  /// Returns the failed connection as sent; empty when absent.
  String insteadOf() {
    return insteadOf;
  }

  /// Treats the label or the failed attempt as a field that the request may not have.
  void forget(String field) {
    switch (field) {
      case "label" -> label = "";
      case "insteadOf" -> insteadOf = "";
      default -> throw new IllegalArgumentException(field);
    }
    if (seen.contains(field)) {
      problems.removeIf(problem -> field.equals(problem.field()));
      add(field, RequestProblems.UNKNOWN_FIELD);
    }
  }

  /// Returns whether the request as a whole cannot be read.
  boolean isUnreadable() {
    return problems.stream().anyMatch(problem -> problem.field() == null);
  }

  boolean hasProblem(String field) {
    return problems.stream().anyMatch(problem -> field.equals(problem.field()));
  }

  void add(String field, Problem problem) {
    problems.add(field.equals(BODY) ? problem : problem.withField(field));
  }

  List<Problem> problems() {
    return List.copyOf(problems);
  }

  private static boolean isHalved(String text) {
    return text.codePoints().anyMatch(point -> Character.getType(point) == Character.SURROGATE);
  }

  private static boolean known(String name) {
    return Set.of("keyId", "issuerId", "privateKey", "keyFileName", "label", "insteadOf")
        .contains(name);
  }

  /// Returns a name from the request in a form that is safe to display.
  private static String shown(String name) {
    String clean = name.replaceAll("\\p{C}", "?");
    return clean.length() > MAX_SHOWN_NAME_LENGTH
        ? clean.substring(0, MAX_SHOWN_NAME_LENGTH) + "…"
        : clean;
  }
}
