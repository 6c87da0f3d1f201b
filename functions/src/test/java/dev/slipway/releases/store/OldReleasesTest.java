package dev.slipway.releases.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.OldRecords;
import dev.slipway.json.Json;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.lane.Lane;
import dev.slipway.releases.model.Intent;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.StepName;
import dev.slipway.releases.model.WriteKind;
import dev.slipway.releases.model.ledgers.AbandonedUpload;
import dev.slipway.releases.steps.NextStep;
import dev.slipway.state.InMemoryStateStore;
import dev.slipway.state.StateKeys;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Releases, their files and their lanes that commit c7fb208 wrote: they are read, nothing of them
/// is lost, and what comes next is what c7fb208 did next.
class OldReleasesTest {

  /// The last column is c7fb208's own answer at the moment of the record's last change, but for the
  /// two whose intent has the name of a group: c7fb208 repeated that write without a look.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          release-canceled | CANCELED |  | End
          release-in-beta-testing | IN_BETA_TESTING |  | End
          release-in-review | IN_REVIEW |  | Wait
          release-needs-attention | NEEDS_ATTENTION |  | ReserveBuildUpload
          release-pending-release-intent | PENDING_DEVELOPER_RELEASE | RequestRelease | ObserveReview
          release-planned | PLANNED |  | End
          release-prepared-disconnected | PREPARED |  | End
          release-preparing-beta-review-intent | PREPARING | SubmitForBetaReview | ObserveTestFlight
          release-preparing-content-intent | PREPARING | ApplyContent | Wait
          release-preparing-group-intent-failed | PREPARING | AddToBetaGroup | ObserveTestFlight
          release-preparing-group-intent | PREPARING | AddToBetaGroup | ObserveTestFlight
          release-preparing-item-intent | PREPARING | AddSubmissionItem | ObserveSubmission
          release-preparing-look-once-more-intent | PREPARING | LookOnceMore | LookOnceMore
          release-preparing-phased-intent | PREPARING | AddPhasedRelease | ObserveVersions
          release-preparing-submit-intent | PREPARING | Submit | ObserveSubmission
          release-preparing-version-intent-answered | PREPARING | CreateVersion | ObserveVersions
          release-preparing-what-to-test-intent | PREPARING | SetWhatToTest | ObserveTestFlight
          release-processing-for-distribution | PROCESSING_FOR_DISTRIBUTION |  | Wait
          release-processing-late-upload | PROCESSING |  | Wait
          release-queued | QUEUED |  | Preflight
          release-ready-for-distribution | READY_FOR_DISTRIBUTION |  | ObserveReview
          release-received-abandoned-upload-intent | RECEIVED | RemoveAbandonedUpload | RemoveAbandonedUpload
          release-received-late-upload | RECEIVED | ReserveBuildUpload | FindBuildUpload
          release-received-reservation-without-answer | RECEIVED | ReserveBuildUpload | FindBuildUpload
          release-rejected | REJECTED |  | Submit
          release-superseded | SUPERSEDED | ReserveBuildUploadFile | FindBuildUploadFile
          release-uploading-commit-intent | UPLOADING | CommitBuildUploadFile | ObserveBuildUpload
          release-uploading-discard-intent-failed | UPLOADING | DiscardBuildUpload | DiscardBuildUpload
          release-uploading-file-intent | UPLOADING | ReserveBuildUploadFile | FindBuildUploadFile
          release-waiting-cancel-intent | WAITING_FOR_REVIEW | CancelSubmission | ObserveSubmission
          release-waiting-for-review | WAITING_FOR_REVIEW |  | Wait
          """)
  void isReadAndGoneOnWith(String name, ReleaseState state, String intent, String next) {
    var release = release(name);

    assertThat(release.state()).isEqualTo(state);
    assertThat(release.tenant()).isEqualTo("alice");
    assertThat(Optional.ofNullable(release.intent()).flatMap(Intent::kind).map(WriteKind::text))
        .isEqualTo(Optional.ofNullable(intent));
    assertThat(NextStep.of(release, release.updatedAt()).name()).isEqualTo(new StepName(next));
    assertThat(OldRecords.text(release.toJson())).isEqualTo(OldRecords.text(asWrittenNow(name)));
    assertThat(ReleaseRecord.fromJson(Json.parse(Json.write(release.toJson())))).isEqualTo(release);
  }

  /// The name of a group that stood for the write to it is the only thing that changes.
  private static Map<String, ?> asWrittenNow(String name) {
    String text = Json.writeText(OldRecords.read(name).asMap());
    return Json.parse(
            text.replace("\"write\":\"Friends\"", "\"write\":\"AddToBetaGroup\"")
                .replace("\"failedStep\":\"Friends\"", "\"failedStep\":\"AddToBetaGroup\""))
        .asMap();
  }

  @Test
  void anIntentThatHasTheNameOfAGroupIsTheWriteToIt() {
    assertThat(
            OldRecords.read("release-preparing-group-intent-failed")
                .object("intent")
                .string("write"))
        .isEqualTo("Friends");

    var release = release("release-preparing-group-intent-failed");

    assertThat(release.intent())
        .isEqualTo(
            new Intent(WriteKind.ADD_TO_BETA_GROUP, Instant.parse("2026-11-29T15:49:39.461663131Z"))
                .withAnswer());
    assertThat(release.status().failedStep()).isEqualTo(new StepName("AddToBetaGroup"));
  }

  @Test
  void whatMayTakeEffectLateIsStillKnown() {
    var late = Objects.requireNonNull(release("release-received-late-upload").lateWrites());

    var since = Instant.parse("2026-11-29T15:34:39.461663131Z");
    assertThat(late.intentAt()).isEqualTo(since);
    assertThat(late.uploads()).containsExactly(new AbandonedUpload(null, "1.1", "2", since));
    assertThat(late.until()).isAfter(since);
  }

  @Test
  void whatAPredecessorLeftIsStillRemoved() {
    assertThat(release("release-received-abandoned-upload-intent").abandoned())
        .satisfies(
            abandoned -> {
              assertThat(abandoned.uploadId()).isNotNull();
              assertThat(abandoned.shortVersion()).isEqualTo("1.1");
            });
    assertThat(release("release-superseded").status().successor())
        .isEqualTo(release("release-received-abandoned-upload-intent").id());
  }

  @Test
  void partsLedgersPlansAndOrdersAreStillThere() {
    assertThat(release("release-uploading-commit-intent").build().allPartsFinished()).isTrue();
    assertThat(release("release-preparing-submit-intent").content().assets()).hasSize(8);
    assertThat(release("release-planned").plan().actions()).hasSizeGreaterThan(20);
    assertThat(release("release-prepared-disconnected").orders().cancel())
        .satisfies(cancel -> assertThat(cancel.leaveApple()).isTrue());
    assertThat(release("release-needs-attention").status().problem())
        .satisfies(problem -> assertThat(problem.faults()).isNotEmpty());
    assertThat(release("release-pending-release-intent").orders().releaseAt()).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lane-taken-from-predecessor",
        "lane-submitted-with-queue",
        "lane-free-with-builds"
      })
  void aLaneIsReadAndWrittenBack(String name) {
    var document = OldRecords.read(name);

    var lane = Lane.fromJson(document);

    // The number that c7fb208 counted is written as 0.
    var compared = OldRecords.comparable(document);
    compared.put("generation", 0L);
    assertThat(OldRecords.text(lane.toJson())).isEqualTo(Json.writeText(compared));
  }

  @Test
  void aLaneStillKnowsWhoseTurnItIs() {
    var taken = Lane.fromJson(OldRecords.read("lane-taken-from-predecessor"));
    assertThat(taken.current())
        .satisfies(
            current ->
                assertThat(current.predecessors())
                    .containsExactly(release("release-superseded").id()));
    assertThat(taken.lease())
        .satisfies(
            lease ->
                assertThat(lease.release())
                    .isEqualTo(release("release-received-abandoned-upload-intent").id()));

    var submitted = Lane.fromJson(OldRecords.read("lane-submitted-with-queue"));
    assertThat(submitted.current()).satisfies(current -> assertThat(current.submitted()).isTrue());
    assertThat(submitted.queue())
        .extracting(Lane.Entrant::id)
        .containsExactly(release("release-queued").id());

    assertThat(Lane.fromJson(OldRecords.read("lane-free-with-builds")).builds()).hasSize(2);
  }

  @Test
  void pinnedFilesAreRead() {
    var id = new ReleaseId("a".repeat(26));
    var state = new InMemoryStateStore();
    var document = OldRecords.read("files-pinned");
    state.create(StateKeys.releaseFiles(id), document.asMap());

    var files = new FileStore(state).read(id).orElseThrow();

    assertThat(files).hasSameSizeAs(document.objects("files"));
    assertThat(files).extracting(file -> file.key()).contains("release.json", "Sample.ipa");
  }

  private static ReleaseRecord release(String name) {
    return ReleaseRecord.fromJson(OldRecords.read(name));
  }
}
