package dev.slipway.releases.actions;

import static dev.slipway.releases.reconcile.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.StateDetail;
import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Desired.Terms;
import dev.slipway.releases.reconcile.Records;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FailedUploadTest {
  private static final ReleaseRecord RELEASE = Records.examined(Terms.OPEN);

  @Test
  void numbersOfOneFaultAreOneProblem() {
    var platform = problem("90508", "90545", "90713", "90039");
    assertThat(platform.type()).isEqualTo(ProblemType.BUILD_UPLOAD_FAILED);
    assertThat(platform.faults()).isEmpty();
    assertThat(platform.detail()).contains("built for another platform");
    assertThat(platform.appleErrors()).hasSize(4);

    var closed = problem("90062", "90478", "90186");
    assertThat(closed.type()).isEqualTo(ProblemType.VERSION_USED);
    assertThat(closed.field()).isEqualTo("App.ipa: CFBundleShortVersionString");
    assertThat(closed.detail()).doesNotContain("same build number");
  }

  @Test
  void severalFaultsAreListedWithUnknownOnes() {
    var several = problem("90683", "90189", "91234");

    assertThat(several.detail())
        .isEqualTo(
            "Apple rejected build 2 of version 1.1 after the upload, for 3 reasons. Fix all of"
                + " them, build again and upload.");
    assertThat(several.faults())
        .extracting(Problem::type)
        .containsExactly(
            ProblemType.BUILD_NUMBER_USED,
            ProblemType.BUILD_UPLOAD_FAILED,
            ProblemType.BUILD_UPLOAD_FAILED);
    assertThat(several.faults().getLast().detail())
        .isEqualTo(
            "Apple reports error 91234 (Words.). Fix what it names, build again and upload.");
  }

  @Test
  void withoutAWordOfAppleTheNumberMayBeUsedAgain() {
    assertThat(problem().detail()).endsWith("the same build number may be used again.");
  }

  @Test
  void theDailyLimitIsWaitedFor() {
    var outcome = outcome("90382");
    assertThat(outcome)
        .isInstanceOfSatisfying(
            Outcome.Waiting.class,
            waiting -> assertThat(waiting.until()).isEqualTo(NOW.plus(Duration.ofDays(1))));
  }

  @Test
  void theDailyLimitBesideAFaultOfTheBuildIsNotWaitedFor() {
    assertThat(problem("90382", "90683").detail()).contains("purpose string");
  }

  private static Problem problem(String... codes) {
    return ((Outcome.NeedsAttention) outcome(codes)).problem();
  }

  private static Outcome outcome(String... codes) {
    List<StateDetail> errors =
        Stream.of(codes).map(code -> new StateDetail(code, "Words.")).toList();
    return FailedUpload.of(RELEASE, errors, NOW).outcome();
  }
}
