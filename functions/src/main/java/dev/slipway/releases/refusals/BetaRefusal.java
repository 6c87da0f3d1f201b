package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.problems.ProblemType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Why TestFlight refuses a build, by Apple's codes, with what to do (media-live.md, 4). A code is
/// known by its last parts; `ENTITY_UNPROCESSABLE` comes before most.
public enum BetaRefusal {
  DESCRIPTION_MISSING(
      "MISSING_BETA_APP_DESCRIPTION",
      Reaction.PERSON,
      ProblemType.METADATA_MISSING,
      "Beta App Review needs a description of the app for testers. Add it in the app's primary"
          + " language in App Store Connect under TestFlight, Test Information, then upload"
          + " the folder again. A new build is not needed."),
  /// Apple names no field; an unanswered age rating has this code too.
  REQUIRED_DATA_MISSING(
      "MISSING_REQUIRED_DATA",
      Reaction.PERSON,
      ProblemType.METADATA_MISSING,
      "Beta App Review lacks information about the app, and Apple does not say which. Complete the"
          + " contact and the feedback e-mail address in App Store Connect under TestFlight, Test"
          + " Information, and the age rating under App Information, then upload the folder"
          + " again. A new build is not needed."),
  /// A fault of Apple's, since February 2026.
  CONTRACT_MISSING(
      "BETA_CONTRACT_MISSING",
      Reaction.PERSON,
      ProblemType.APPLE_REFUSED,
      "Apple has lost the TestFlight contract of this app. Do not build again; another build cannot"
          + " help. Ask the Account Holder to accept open agreements in App Store Connect under"
          + " Business; if nothing is open there, report the error to Apple Developer Support. Then"
          + " upload the folder again."),
  SDK_NOT_ALLOWED(
      "BUILD_SDK_NOT_ALLOWED_FOR_EXTERNAL_TESTING",
      Reaction.PERSON,
      ProblemType.BINARY_INVALID,
      "Apple does not allow the SDK of this build for external testing: it is a beta or too old."
          + " Build with the current release of Xcode and upload the new build."),
  /// The window is rolling: it passes within a day.
  LIMIT_REACHED(
      "SUBMISSION_LIMIT_REACHED",
      Reaction.RETRY_HOURLY,
      ProblemType.APPLE_REFUSED,
      "Apple accepts only a few submissions to Beta App Review a day, and the limit is reached."
          + " Slipway retries automatically; the limit passes within a day."),
  ANOTHER_IN_REVIEW(
      "ANOTHER_BUILD_IN_REVIEW",
      Reaction.WAIT,
      ProblemType.APPLE_REFUSED,
      "Another build of this version is in Beta App Review. This build is submitted when that"
          + " review ends."),
  /// Also seen for minutes after a build became VALID.
  WRONG_STATE(
      "INVALID_QC_STATE",
      Reaction.RETRY_SOON,
      ProblemType.APPLE_REFUSED,
      "The build is not in the right state for Beta App Review. If the error persists, look at the"
          + " build in App Store Connect under TestFlight, and upload a new build if a newer one"
          + " has replaced it.");

  /// What happens next.
  public enum Reaction {
    /// A person must act.
    PERSON,
    /// It usually passes within minutes.
    RETRY_SOON,
    /// It passes within a day.
    RETRY_HOURLY,
    /// Nothing is wrong: something else must end first.
    WAIT
  }

  /// Apple has one text for a build whose export compliance is not settled yet, which passes, and
  /// for one that is for internal testers only, which does not. "Not in a valid processing state"
  /// is neither: the table of Apple's errors has it.
  private static final List<String> NOT_ASSIGNABLE =
      List.of("not assignable", "externally assignable");

  private final String code;
  private final Reaction reaction;
  private final ProblemType type;
  private final String words;

  BetaRefusal(String code, Reaction reaction, ProblemType type, String words) {
    this.code = code;
    this.reaction = reaction;
    this.type = type;
    this.words = words;
  }

  public Reaction reaction() {
    return reaction;
  }

  public ProblemType type() {
    return type;
  }

  /// Returns what is wrong and what to do.
  public String words() {
    return words;
  }

  /// Returns the reason of a refusal; of several, the first in the order of the constants, where
  /// those for a person come first. Empty for an unknown one.
  public static Optional<BetaRefusal> of(AppStoreConnectException refusal) {
    return Arrays.stream(values())
        .filter(
            known ->
                refusal
                    .allErrors()
                    .anyMatch(error -> ("." + error.code() + ".").contains("." + known.code + ".")))
        .findFirst();
  }

  /// Returns whether the build cannot be given to a group at present.
  public static boolean isNotAssignable(AppStoreConnectException refusal) {
    return refusal
        .allErrors()
        .anyMatch(
            error ->
                NOT_ASSIGNABLE.stream()
                    .anyMatch(said -> (error.title() + " " + error.detail()).contains(said)));
  }
}
