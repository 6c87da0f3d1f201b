package dev.slipway.problems;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One row of docs/preflight.md, which is generated from the enums that implement this.
public interface Check {
  /// How serious a finding is.
  enum Weight {
    ERROR,
    /// An error when the release is submitted for review, otherwise a warning.
    ERROR_WHEN_SUBMITTED,
    WARNING
  }

  String name();

  Rule rule();

  /// Returns the check's name in findings, which is its anchor in docs/preflight.md.
  default String slug() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// Returns a finding of this check, with the rule's text.
  ///
  /// @param submitted whether the release goes to App Review
  /// @param more a further sentence about this case; empty for none
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
