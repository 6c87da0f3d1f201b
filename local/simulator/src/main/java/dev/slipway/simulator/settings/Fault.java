package dev.slipway.simulator.settings;

import dev.slipway.wire.Occurrences;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One scripted fault: which calls it hits, how often, and what goes wrong.
///
/// A new fault hits the next matching call once. Narrow it with `on`, `nth` and `times`, each of
/// which returns a new fault: `Fault.status(503).on("POST", "/v1/buildUploads").afterEffect()`. A
/// fault counts the calls that it matches, so each object belongs to one simulator. Safe for use by
/// many threads.
public final class Fault {
  /// What goes wrong. The methods of `Fault` create it and the simulator's packages read it.
  public sealed interface Kind {
    /// Answers an error document, with the texts of the status or those of the fault.
    record Status(
        int status,
        String code,
        String title,
        String detail,
        @Nullable Duration retryAfter,
        @Nullable String seeLink)
        implements Kind {}

    /// Closes the connection without an answer.
    record Cut() implements Kind {}

    /// Answers a proxy's page instead of JSON.
    record HtmlPage(int status) implements Kind {}

    /// Cuts the answer off in the middle.
    record Truncated() implements Kind {}

    /// Delays the answer, in real time.
    record Delay(Duration duration) implements Kind {}

    /// Answers that the part's URL has expired.
    record PartUrlExpired() implements Kind {}

    /// Affects a build upload at its commit or after it.
    sealed interface UploadFault extends Kind {}

    /// Ends the upload as FAILED with this error.
    record ProcessingFailure(String code, String description) implements UploadFault {}

    /// Completes the upload, but its build ends as INVALID.
    record InvalidBinary() implements UploadFault {}

    /// Leaves the upload in PROCESSING for ever.
    record EndlessProcessing() implements UploadFault {}

    /// Shows a composite checksum of other bytes in the commit's answer.
    record OtherComposite() implements UploadFault {}

    /// Affects a screenshot, preview or attachment after its commit.
    sealed interface AssetFault extends Kind {
      /// Returns the file name that it hits; `*` matches any.
      String fileName();
    }

    /// Keeps the asset in UPLOAD_COMPLETE for ever.
    record StuckAsset(String fileName) implements AssetFault {}

    /// Ends the asset as FAILED with this error.
    record AssetFailure(String fileName, String code, String description) implements AssetFault {}

    /// Affects a notification on its way to a webhook.
    sealed interface WebhookFault extends Kind {}

    /// Never sends the notification; its delivery is FAILED in the history.
    record WebhookLost() implements WebhookFault {}

    /// Sends the notification twice.
    record WebhookTwice() implements WebhookFault {}

    /// Sends the notification later.
    record WebhookLate(Duration duration) implements WebhookFault {}

    /// Sends the notification after the next one, or an hour later if no other follows.
    record WebhookOvertaken() implements WebhookFault {}

    /// Signs the notification with another secret.
    record WebhookForged() implements WebhookFault {}

    /// Answers as if the change was made, with the resource as it was.
    record IgnoredChange() implements Kind {}

    /// Hides what the call creates for a while.
    record SlowConsistency(Duration duration) implements Kind {}
  }

  private final Kind kind;
  private final String method;
  private final String pathPattern;
  private final Pattern compiled;
  private final int first;
  private final int times;
  private final boolean afterEffect;
  private final Occurrences occurrences;

  private Fault(
      Kind kind, String method, String pathPattern, int first, int times, boolean afterEffect) {
    this.kind = kind;
    this.method = method;
    this.pathPattern = pathPattern;
    this.compiled = compile(pathPattern);
    this.first = first;
    this.times = times;
    this.occurrences = new Occurrences(first, times);
    this.afterEffect = afterEffect;
  }

  private static Fault of(Kind kind) {
    return new Fault(kind, "*", "**", 1, 1, false);
  }

  /// Answers an error with the code and text that Apple uses for this status (401, 403, 404, 409,
  /// 422, 429, 500, 502, 503 or 504).
  public static Fault status(int status) {
    return of(AppleStatus.of(status));
  }

  /// Answers an error with this code and text.
  public static Fault status(int status, String code, String title, String detail) {
    return of(new Kind.Status(status, code, title, detail, null, null));
  }

  /// Answers the 403 that asks the Account Holder to accept an agreement. Apple also sends it
  /// spuriously.
  public static Fault agreements() {
    return of(
        new Kind.Status(
            403,
            "FORBIDDEN.REQUIRED_AGREEMENTS_MISSING_OR_EXPIRED",
            "A required agreement is missing or has expired.",
            "This request requires an in-effect agreement that has not been signed or has expired.",
            null,
            "/business"));
  }

  /// Closes the connection without an answer.
  public static Fault cutBeforeAnswer() {
    return of(new Kind.Cut());
  }

  /// Answers a proxy's HTML page with this status.
  public static Fault htmlErrorPage(int status) {
    return of(new Kind.HtmlPage(status));
  }

  /// Answers truthfully, but cuts the body off in the middle.
  public static Fault truncatedBody() {
    return of(new Kind.Truncated()).afterEffect();
  }

  /// Answers truthfully, but later; the duration is real time.
  public static Fault delay(Duration duration) {
    return of(new Kind.Delay(duration)).afterEffect();
  }

  /// Makes the upload host answer that the part's URL has expired.
  public static Fault partUrlExpired() {
    return of(new Kind.PartUrlExpired()).onParts();
  }

  /// Ends the next build upload as FAILED with this error, for example "90189".
  public static Fault processingFailure(String code, String description) {
    return of(new Kind.ProcessingFailure(code, description));
  }

  /// Completes the next build upload, but its build ends as INVALID.
  public static Fault invalidBinary() {
    return of(new Kind.InvalidBinary());
  }

  /// Leaves the next build upload in PROCESSING for ever, without an error (omarchy, after 2 to 4
  /// hours).
  public static Fault processingWithoutEnd() {
    return of(new Kind.EndlessProcessing());
  }

  /// Answers a read with the 404 that names an app, although everything exists (asc#2544,
  /// fastlane#29908). Narrow it with [#on].
  public static Fault strayNotFound() {
    return status(
        404,
        "NOT_FOUND",
        "The specified resource does not exist",
        "There is no resource of type 'apps' with id '6446048195'");
  }

  /// Answers the next commit of a build with the composite checksum of other bytes.
  public static Fault otherComposite() {
    return of(new Kind.OtherComposite());
  }

  /// Keeps the next screenshot, preview or attachment with this file name (`*` = any) in
  /// UPLOAD_COMPLETE for ever after its commit.
  public static Fault stuckAsset(String fileName) {
    return of(new Kind.StuckAsset(fileName));
  }

  /// Ends the next screenshot, preview or attachment with this file name (`*` = any) as FAILED with
  /// this error, for example "IMAGE_TOOL_FAILURE", regardless of its bytes.
  public static Fault assetFailure(String fileName, String code, String description) {
    return of(new Kind.AssetFailure(fileName, code, description));
  }

  /// Hides what the call creates for this long on the simulator's clock: it answers 404 and is in
  /// no list.
  public static Fault slowConsistency(Duration duration) {
    return of(new Kind.SlowConsistency(duration)).afterEffect().on("POST", "**");
  }

  /// Answers 200 to a PATCH with the resource as it was, and changes nothing, as one author saw it
  /// for a locked version (media-live.md, 3.3).
  public static Fault ignoredChange() {
    return of(new Kind.IgnoredChange()).afterEffect().on("PATCH", "**");
  }

  /// Never sends the next webhook notification. Narrow this fault and the following ones with
  /// [#ofEvent].
  public static Fault webhookLost() {
    return of(new Kind.WebhookLost());
  }

  /// Sends the next webhook notification twice.
  public static Fault webhookTwice() {
    return of(new Kind.WebhookTwice());
  }

  /// Sends the next webhook notification this much later on the simulator's clock.
  public static Fault webhookLate(Duration duration) {
    return of(new Kind.WebhookLate(duration));
  }

  /// Sends the next webhook notification after the one that follows it.
  public static Fault webhookOvertaken() {
    return of(new Kind.WebhookOvertaken());
  }

  /// Sends the next webhook notification with a wrong signature.
  public static Fault webhookForged() {
    return of(new Kind.WebhookForged());
  }

  /// Hits only notifications of this event type, for example "BUILD_UPLOAD_STATE_UPDATED".
  public Fault ofEvent(String eventType) {
    return on("POST", eventType);
  }

  /// Hits only this method and path; `{id}` or `*` matches one segment, `**` any number of them.
  public Fault on(String method, String pathPattern) {
    return new Fault(kind, method, pathPattern, first, times, afterEffect);
  }

  /// Hits PUTs of parts to the upload host.
  public Fault onParts() {
    return on("PUT", "/parts/**");
  }

  /// Skips the first calls and hits the n-th that matches (1 = the first).
  public Fault nth(int call) {
    return new Fault(kind, method, pathPattern, call, times, afterEffect);
  }

  /// Hits this many calls in a row; the default is one.
  public Fault times(int times) {
    return new Fault(kind, method, pathPattern, first, times, afterEffect);
  }

  /// Hits every matching call.
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  /// Lets the call take effect first; only its answer is lost or replaced.
  public Fault afterEffect() {
    return new Fault(kind, method, pathPattern, first, times, true);
  }

  /// Sends `Retry-After` with a status fault.
  ///
  /// @throws IllegalStateException if the fault is of another kind
  public Fault retryAfter(Duration duration) {
    if (kind instanceof Kind.Status status) {
      return new Fault(
          new Kind.Status(
              status.status(),
              status.code(),
              status.title(),
              status.detail(),
              duration,
              status.seeLink()),
          method,
          pathPattern,
          first,
          times,
          afterEffect);
    }
    throw new IllegalStateException("Only a status fault can carry Retry-After");
  }

  /// Returns how many matching calls there were so far.
  public int matchedCalls() {
    return occurrences.matched();
  }

  /// Returns whether the fault is used up.
  public boolean isSpent() {
    return occurrences.isSpent();
  }

  @Override
  public String toString() {
    return "Fault["
        + kind
        + " on "
        + method
        + " "
        + pathPattern
        + " from call "
        + first
        + ", times "
        + times
        + (afterEffect ? ", after the effect" : "")
        + "]";
  }

  /// Returns what goes wrong.
  public Kind kind() {
    return kind;
  }

  /// Returns whether the call takes effect first.
  public boolean isAfterEffect() {
    return afterEffect;
  }

  /// Returns whether the fault hits this call. Counts a matching call even if it is not hit.
  public boolean hits(String callMethod, String callPath) {
    if (!method.equals("*") && !method.equals(callMethod)) {
      return false;
    }
    if (!compiled.matcher(callPath).matches()) {
      return false;
    }
    return take();
  }

  /// Counts one event that the fault matches and returns whether it is hit.
  public boolean take() {
    return occurrences.take();
  }

  private static Pattern compile(String pathPattern) {
    StringBuilder regex = new StringBuilder();
    for (String segment : pathPattern.splitWithDelimiters("\\*\\*|\\*|\\{[^}]*\\}", 0)) {
      if (segment.equals("**")) {
        regex.append(".*");
      } else if (segment.equals("*") || (segment.startsWith("{") && segment.endsWith("}"))) {
        regex.append("[^/]+");
      } else {
        regex.append(Pattern.quote(segment));
      }
    }
    return Pattern.compile(regex.toString());
  }
}
