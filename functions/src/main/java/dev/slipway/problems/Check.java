package dev.slipway.problems;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One row of docs/preflight.md, which is generated from the enums that implement this.
public interface Check {
  /// How hard a finding is.
  enum Weight {
    ERROR,
    /// Stands in the way of App Review alone: a warning when the release is not submitted.
    ERROR_WHEN_SUBMITTED,
    WARNING
  }

  String name();

  Rule rule();

  /// The check's name in findings and its anchor in docs/preflight.md.
  default String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// A finding in the words of the table.
  ///
  /// @param submitted whether the release goes to App Review
  /// @param more what there is to say beyond the table in this case, a sentence; empty for nothing
  default Finding finding(
      boolean submitted, @Nullable String file, @Nullable String found, String more) {
    var severity =
        switch (rule().weight()) {
          case ERROR -> Finding.Severity.ERROR;
          case ERROR_WHEN_SUBMITTED ->
              submitted ? Finding.Severity.ERROR : Finding.Severity.WARNING;
          case WARNING -> Finding.Severity.WARNING;
        };
    return new Finding(
        slug(),
        severity,
        rule().type(),
        file,
        found == null ? null : Shown.text(found),
        rule().limit(),
        rule().title() + ". " + rule().remedy() + (more.isEmpty() ? "" : " " + more));
  }
}
