package dev.slipway.releases.actions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.errors.ApiError;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.FailedCall;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KnownRefusalTest {
  @Test
  void aRefusalThatPassesIsRetriedForItsTime() {
    var outcome =
        AppleErrorPolicy.of(
            new Invalid(call(error("ENTITY_UNPROCESSABLE", "not in a valid processing state"))),
            "adding the build to a TestFlight group");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.retryAfter()).isEqualTo(Duration.ofMinutes(1));
              assertThat(failed.namedByApple()).isFalse();
              assertThat(failed.cause().detail())
                  .isEqualTo(
                      "Apple refused the request while adding the build to a TestFlight group."
                          + " TestFlight does not see the build as processed yet, although"
                          + " processing has ended. Slipway retries automatically, for 1 hour.");
              assertThat(failed.limit()).isNotNull();
            });
  }

  @Test
  void aTimeThatAppleNamesIsWaitedForWithoutLimit() {
    var outcome =
        AppleErrorPolicy.of(
            new Invalid(call(error("ENTITY_UNPROCESSABLE.SUBMISSION_LIMIT_REACHED", "reached"))),
            "submitting for Beta App Review");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Failed.class,
            failed -> {
              assertThat(failed.retryAfter()).isEqualTo(Duration.ofHours(6));
              assertThat(failed.namedByApple()).isTrue();
              assertThat(failed.limit()).isNull();
              assertThat(failed.cause().type()).isEqualTo(ProblemType.RATE_LIMITED);
              assertThat(failed.cause().detail())
                  .contains("Slipway tries again automatically 6 hours later.");
            });
  }

  @Test
  void reasonsAreFoundInAssociatedErrorsAndListed() {
    var listed =
        new ApiError(
            "",
            "STATE_ERROR.ENTITY_STATE_INVALID",
            "appStoreVersions with id '1' is not in valid state.",
            "check associated errors",
            null,
            null,
            Map.of(),
            Map.of(
                "/v2/appPrices/",
                List.of(error("STATE_ERROR.APP_PRICING_REQUIRED", "pricing")),
                "/v1/appScreenshots/1",
                List.of(error("STATE_ERROR.SCREENSHOT_TOO_MANY", "too many"))));

    var outcome = AppleErrorPolicy.of(new Conflict(call(listed)), "submitting for review");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NeedsAttention.class,
            attention ->
                assertThat(attention.problem().faults())
                    .extracting(Problem::type)
                    .containsExactly(ProblemType.SUBMISSION_REFUSED, ProblemType.MEDIA_REFUSED));
  }

  @Test
  void whatIsNotKnownShowsApplesWords() {
    var outcome =
        AppleErrorPolicy.of(
            new Conflict(call(error("STATE_ERROR.SOMETHING_NEW", "Apple's words."))), "trying");

    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.NeedsAttention.class,
            attention -> {
              assertThat(attention.problem().detail()).contains("Fix what Apple reports below");
              assertThat(attention.problem().appleErrors())
                  .containsExactly("STATE_ERROR.SOMETHING_NEW: Apple's words.");
            });
  }

  private static ApiError error(String code, String detail) {
    return new ApiError("", code, "", detail, null, null, Map.of(), Map.of());
  }

  private static FailedCall call(ApiError error) {
    return new FailedCall("POST", "/v1/x", 409, List.of(error), false, null, "");
  }
}
