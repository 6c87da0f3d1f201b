package dev.slipway.problems;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A problem for a person: what is wrong in this case, and what to do. API answers, records and
/// pages use the same form. Never contains a secret.
///
/// @param type the kind of problem
/// @param detail what is wrong in this case and what to do, one to three sentences
/// @param field the request's field or the drop's file to fix; null when there is neither
/// @param faults the single problems when there are several; empty otherwise
/// @param appleErrors Apple's own words (code and detail), at most 20 lines
public record Problem(
    ProblemType type,
    String detail,
    @Nullable String field,
    List<Problem> faults,
    List<String> appleErrors) {

  public Problem {
    faults = List.copyOf(faults);
    appleErrors = List.copyOf(appleErrors.subList(0, Math.min(20, appleErrors.size())));
  }

  public static Problem of(ProblemType type, String detail) {
    return new Problem(type, detail, null, List.of(), List.of());
  }

  public static Problem at(String field, ProblemType type, String detail) {
    return new Problem(type, detail, field, List.of(), List.of());
  }

  public Problem withField(String field) {
    return new Problem(type, detail, field, faults, appleErrors);
  }

  public Problem withAppleErrors(List<String> errors) {
    return new Problem(type, detail, field, faults, errors);
  }

  public Problem withFaults(List<Problem> faults) {
    return new Problem(type, detail, field, faults, appleErrors);
  }

  /// Returns the members of RFC 9457, with `field`, `faults` and `appleErrors` as extensions.
  public Map<String, @Nullable Object> toJson() {
    var fields =
        JsonFields.with("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail)
            .putIfNotNull("field", field);
    if (!faults.isEmpty()) {
      fields.put("faults", faults.stream().map(Problem::toJson).toList());
    }
    if (!appleErrors.isEmpty()) {
      fields.put("appleErrors", appleErrors);
    }
    return fields.toMap();
  }

  /// Reads the form that [#toJson()] writes.
  public static Problem fromJson(JsonObject json) {
    ProblemType type;
    try {
      type = ProblemType.ofUri(json.string("type"));
    } catch (IllegalArgumentException e) {
      throw json.fault("type", "must be a problem type of this version");
    }
    return new Problem(
        type,
        json.string("detail"),
        json.optionalString("field").orElse(null),
        json.objects("faults").stream().map(Problem::fromJson).toList(),
        json.strings("appleErrors"));
  }
}
