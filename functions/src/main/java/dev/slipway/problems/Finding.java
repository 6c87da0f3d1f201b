package dev.slipway.problems;

import dev.slipway.json.JsonFields;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One thing that preflight found, for people. Never holds a secret.
///
/// @param check the check's slug in docs/preflight.md, for example `keywords-too-long`
/// @param type the problem type that an error of this kind is told as
/// @param file where to mend it: a path in the drop's folder, a path into `release.json` such as
///   `$.version`, the `.ipa`'s name with a key of its Info.plist, or null when it is not in the
///   drop
/// @param found the value found, shortened; null when there is none to show
/// @param limit what would be right; null when that is not one value
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
    /// It cannot: Apple would refuse it.
    ERROR,
    /// It can, but a person should look, or Apple decides.
    WARNING
  }

  public boolean isOf(Check check) {
    return this.check.equals(check.slug());
  }

  public Map<String, @Nullable Object> toJson() {
    return JsonFields.with("check", check)
        .put("severity", severity)
        .put("type", type.uri())
        .putIfPresent("file", Optional.ofNullable(file))
        .putIfPresent("found", Optional.ofNullable(found))
        .putIfPresent("limit", Optional.ofNullable(limit))
        .put("remedy", remedy)
        .toMap();
  }
}
