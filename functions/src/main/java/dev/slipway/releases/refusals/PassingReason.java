package dev.slipway.releases.refusals;

import dev.slipway.appstoreconnect.errors.ApiError;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A reason of Apple against a submission that passes without a person.
public enum PassingReason {
  /// Also what Apple answers while a rejected item is not resolved, which never passes; so an item
  /// is looked for first.
  NOT_READY(
      null,
      "not ready to be submitted yet",
      Duration.ofMinutes(30),
      "Apple is not ready to accept the version."),
  SCREENSHOTS(
      "STATE_ERROR.SCREENSHOT_UPLOADS_IN_PROGRESS",
      "screenshot uploads still in progress",
      Duration.ofHours(24),
      "Apple is still processing the screenshots."),
  ATTACHMENTS(
      null,
      "attachment uploads still in progress",
      Duration.ofHours(24),
      "Apple is still processing the attachments for App Review."),
  LIBRARY_IMAGE(
      "STATE_ERROR.ASSET_IN_POST_PROCESSING",
      "in post processing",
      Duration.ofHours(24),
      "Apple is still processing an image.");

  static final Comparator<PassingReason> BY_PATIENCE =
      Comparator.comparing(PassingReason::patience);

  private final @Nullable String code;
  private final String words;
  private final Duration patience;
  private final String sentence;

  PassingReason(@Nullable String code, String words, Duration patience, String sentence) {
    this.code = code;
    this.words = words;
    this.patience = patience;
    this.sentence = sentence;
  }

  static Optional<PassingReason> of(ApiError error) {
    String said = (error.title() + " " + error.detail()).toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(
            reason ->
                (reason.code != null && error.hasCode(reason.code)) || said.contains(reason.words))
        .findFirst();
  }

  /// Returns how long it may take before a person is asked.
  public Duration patience() {
    return patience;
  }

  /// Returns what the release waits for, as a sentence.
  public String sentence() {
    return sentence;
  }
}
