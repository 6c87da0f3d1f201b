package dev.slipway.releases.preflight.checks;

import dev.slipway.problems.Finding;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One row of the table of checks, docs/preflight.md, which is generated from here.
public sealed interface Check
    permits ReadingCheck,
        ManifestCheck,
        BinaryCheck,
        SigningCheck,
        TextCheck,
        MediaCheck,
        ReviewInformationCheck,
        AccountCheck,
        VersionCheck,
        CompletenessCheck {

  /// What a check needs to know. Either way it runs before any byte is uploaded.
  enum Stage {
    /// Nothing of Apple: the drop alone.
    BEFORE_UPLOAD,
    /// What Apple has of the app, which is read first.
    WITH_APPLE_STATE
  }

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

  default Stage stage() {
    return switch (this) {
      case ReadingCheck _,
          ManifestCheck _,
          BinaryCheck _,
          SigningCheck _,
          TextCheck _,
          MediaCheck _,
          ReviewInformationCheck _ ->
          Stage.BEFORE_UPLOAD;
      case AccountCheck _, VersionCheck _, CompletenessCheck _ -> Stage.WITH_APPLE_STATE;
    };
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

  /// All checks, in the order of the page.
  static List<Check> all() {
    return Stream.<Check[]>of(
            ReadingCheck.values(),
            ManifestCheck.values(),
            BinaryCheck.values(),
            SigningCheck.values(),
            TextCheck.values(),
            MediaCheck.values(),
            ReviewInformationCheck.values(),
            AccountCheck.values(),
            VersionCheck.values(),
            CompletenessCheck.values())
        .flatMap(Stream::of)
        .toList();
  }
}
