package dev.slipway.problems;

import dev.slipway.json.JsonFields;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One result of a preflight check, for people. Never contains a secret.
///
/// @param check the check's slug in docs/preflight.md, for example `keywords-too-long`
/// @param type the problem type under which an error of this kind is reported
/// @param file where to fix it: a path in the drop's folder, a path into `release.json` such as
///   `$.version`, or the `.ipa`'s name with a key of its Info.plist; null when it is not in the
///   drop
/// @param found the value found, shortened; null when there is no value to show
/// @param limit the expected value, in words; null when no single value is expected
/// @param remedy what is wrong and what to do, one to three sentences
public record Finding(
    String check,
    Severity severity,
    ProblemType type,
    @Nullable String file,
    @Nullable String found,
    @Nullable String limit,
    String remedy) {

  /// Whether the release can start.
  public enum Severity {
    /// The release cannot start: Apple would reject it.
    ERROR,
    /// The release can start, but a person should check it, or Apple decides.
    WARNING
  }

  public boolean isOf(Check check) {
    return this.check.equals(check.slug());
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("check", check)
        .put("severity", severity)
        .put("type", type.uri())
        .putIfNotNull("file", file)
        .putIfNotNull("found", found)
        .putIfNotNull("limit", limit)
        .put("remedy", remedy)
        .toMap();
  }
}
