package dev.slipway.simulator.settings;

import dev.slipway.wire.Occurrences;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One scripted fault: which calls it hits, how often, and what goes wrong.
///
/// A new fault hits every call once; narrow it with `on`, `nth` and `times`, each of which returns
/// a new fault: `Fault.status(503).on("POST", "/v1/buildUploads").afterEffect()`. A fault counts
/// the calls that it matches, so one object belongs to one simulator. Safe for use by many threads.
public final class Fault {
  /// What goes wrong; made by the methods of `Fault`, read by the simulator's own packages.
  public sealed interface Kind {
    /// An error document, or what a scripted fault of the API says.
    record Status(
        int status,
        String code,
        String title,
        String detail,
        @Nullable Duration retryAfter,
        @Nullable String seeLink)
        implements Kind {}

    /// No answer, the connection is closed.
    record Cut() implements Kind {}

    /// A page of a proxy instead of JSON.
    record HtmlPage(int status) implements Kind {}

    /// The answer stops in the middle.
    record Truncated() implements Kind {}

    /// The answer comes later, in real time.
    record Delay(Duration duration) implements Kind {}

    /// The part's URL has expired.
    record PartUrlExpired() implements Kind {}

    /// The upload ends as FAILED with this error.
    record ProcessingFailure(String code, String description) implements Kind {}

    /// The upload is COMPLETE, but its build ends as INVALID.
    record InvalidBinary() implements Kind {}

    /// Something happens to a screenshot, preview or attachment after its commit.
    sealed interface AssetFault extends Kind {
      /// File name that it hits, `*` for any.
      String fileName();
    }

    /// The asset stays UPLOAD_COMPLETE for ever.
    record StuckAsset(String fileName) implements AssetFault {}

    /// The asset ends as FAILED with this error.
    record AssetFailure(String fileName, String code, String description) implements AssetFault {}

    /// Something happens to a notification on its way to a webhook.
    sealed interface WebhookFault extends Kind {}

    /// It is never sent; the history has it as FAILED.
    record WebhookLost() implements WebhookFault {}

    /// It is sent twice.
    record WebhookTwice() implements WebhookFault {}

    /// It is sent later.
    record WebhookLate(Duration duration) implements WebhookFault {}

    /// It is sent after the next one, or an hour later when there is no next one.
    record WebhookOvertaken() implements WebhookFault {}

    /// Its signature is made with another secret.
    record WebhookForged() implements WebhookFault {}

    /// What the call creates is not to be found for a while.
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

  /// An error with the code and text that Apple uses for this status (401, 403, 404, 409, 422, 429,
  /// 500, 502, 503, 504).
  public static Fault status(int status) {
    return of(AppleStatus.of(status));
  }

  /// An error with this code and text.
  public static Fault status(int status, String code, String title, String detail) {
    return of(new Kind.Status(status, code, title, detail, null, null));
  }

  /// The 403 that asks the Account Holder to accept an agreement; Apple sends it spuriously too.
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

  /// No answer: the connection is closed.
  public static Fault cutBeforeAnswer() {
    return of(new Kind.Cut());
  }

  /// A proxy's HTML page with this status.
  public static Fault htmlErrorPage(int status) {
    return of(new Kind.HtmlPage(status));
  }

  /// The true answer, cut off in the middle of its body.
  public static Fault truncatedBody() {
    return of(new Kind.Truncated()).afterEffect();
  }

  /// The true answer, but later; the duration is real time.
  public static Fault delay(Duration duration) {
    return of(new Kind.Delay(duration)).afterEffect();
  }

  /// The upload host says that the part's URL has expired.
  public static Fault partUrlExpired() {
    return of(new Kind.PartUrlExpired()).onParts();
  }

  /// The next build upload ends as FAILED with this error, for example "90189".
  public static Fault processingFailure(String code, String description) {
    return of(new Kind.ProcessingFailure(code, description));
  }

  /// The next build upload is COMPLETE, but its build ends as INVALID.
  public static Fault invalidBinary() {
    return of(new Kind.InvalidBinary());
  }

  /// The next screenshot, preview or attachment with this file name (`*` = any) stays
  /// UPLOAD_COMPLETE for ever after its commit.
  public static Fault stuckAsset(String fileName) {
    return of(new Kind.StuckAsset(fileName));
  }

  /// The next screenshot, preview or attachment with this file name (`*` = any) ends as FAILED with
  /// this error, whatever its bytes are, for example "IMAGE_TOOL_FAILURE".
  public static Fault assetFailure(String fileName, String code, String description) {
    return of(new Kind.AssetFailure(fileName, code, description));
  }

  /// What the call creates answers 404, and is in no list, for this long on the simulator's clock.
  public static Fault slowConsistency(Duration duration) {
    return of(new Kind.SlowConsistency(duration)).afterEffect().on("POST", "**");
  }

  /// The next notification to a webhook is never sent. Narrow this and the following with
  /// [#ofEvent].
  public static Fault webhookLost() {
    return of(new Kind.WebhookLost());
  }

  /// The next notification to a webhook is sent twice.
  public static Fault webhookTwice() {
    return of(new Kind.WebhookTwice());
  }

  /// The next notification to a webhook is sent this much later on the simulator's clock.
  public static Fault webhookLate(Duration duration) {
    return of(new Kind.WebhookLate(duration));
  }

  /// The next notification to a webhook is sent after the one that follows it.
  public static Fault webhookOvertaken() {
    return of(new Kind.WebhookOvertaken());
  }

  /// The next notification to a webhook has a wrong signature.
  public static Fault webhookForged() {
    return of(new Kind.WebhookForged());
  }

  /// Hits notifications of this event type only, for example "BUILD_UPLOAD_STATE_UPDATED".
  public Fault ofEvent(String eventType) {
    return on("POST", eventType);
  }

  /// Hits only this method and path; `{id}` or `*` stands for one segment, `**` for any rest.
  public Fault on(String method, String pathPattern) {
    return new Fault(kind, method, pathPattern, first, times, afterEffect);
  }

  /// Hits PUTs of parts to the upload host.
  public Fault onParts() {
    return on("PUT", "/parts/**");
  }

  /// Leaves the first calls alone and hits the n-th that matches (1 = the first).
  public Fault nth(int call) {
    return new Fault(kind, method, pathPattern, call, times, afterEffect);
  }

  /// Hits that many calls in a row; the default is one.
  public Fault times(int times) {
    return new Fault(kind, method, pathPattern, first, times, afterEffect);
  }

  /// Hits every matching call.
  public Fault always() {
    return times(Integer.MAX_VALUE);
  }

  /// The call takes effect first; only its answer is lost or replaced.
  public Fault afterEffect() {
    return new Fault(kind, method, pathPattern, first, times, true);
  }

  /// Sends `Retry-After` with a status fault.
  ///
  /// @throws IllegalStateException for other kinds
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

  /// How many matching calls there were so far.
  public int matchedCalls() {
    return occurrences.matched();
  }

  /// Whether the fault can not happen any more.
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

  /// What goes wrong.
  public Kind kind() {
    return kind;
  }

  /// Whether the call takes effect first.
  public boolean isAfterEffect() {
    return afterEffect;
  }

  /// Whether this call is hit; a matching call is counted even when it is not.
  public boolean hits(String callMethod, String callPath) {
    if (!method.equals("*") && !method.equals(callMethod)) {
      return false;
    }
    if (!compiled.matcher(callPath).matches()) {
      return false;
    }
    return take();
  }

  /// Counts one event that the fault matches and says whether it is hit.
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
