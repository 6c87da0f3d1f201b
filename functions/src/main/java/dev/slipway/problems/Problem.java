package dev.slipway.problems;

import dev.slipway.json.JsonFields;
import dev.slipway.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One piece of trouble, told to a person: what is wrong in this case and what to do about it. The
/// same shape stands in API answers, in records and on the screen. Never holds a secret.
///
/// @param type which kind
/// @param detail this case, with the remedy, one to three sentences
/// @param field the request's field or the drop's file that must be mended, null when neither
/// @param faults the single faults when there are several; each is a problem of its own
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

  /// RFC 9457 members, with `field`, `faults` and `appleErrors` as extensions.
  public Map<String, @Nullable Object> toJson() {
    var fields =
        JsonFields.with("type", type.uri())
            .put("title", type.title())
            .put("status", type.status())
            .put("detail", detail)
            .putIfPresent("field", Optional.ofNullable(field));
    if (!faults.isEmpty()) {
      fields.put("faults", faults.stream().map(Problem::toJson).toList());
    }
    if (!appleErrors.isEmpty()) {
      fields.put("appleErrors", appleErrors);
    }
    return fields.toMap();
  }

  /// Reads what [#toJson()] wrote.
  ///
  /// @throws dev.slipway.json.JsonShapeException when the object has another form
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
