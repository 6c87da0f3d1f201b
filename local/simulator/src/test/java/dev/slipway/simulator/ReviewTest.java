package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReviewTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-03-01T18:00:00Z"));
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator =
        AppStoreConnectSimulator.start(
            SimulatorOptions.defaults().withClock(clock).acceptInvalidRequests());
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  /// A version with everything that review wants.
  private String readyVersion(String attributes) {
    return readyVersion(app, "1.1", attributes);
  }

  private String readyVersion(SimulatedApp of, String number, String attributes) {
    String upload = caller.upload(of.id(), number, "2", Caller.ipa(of.bundleId(), number, "2"));
    clock.advance(Duration.ofMinutes(4));
    String build =
        caller
            .get("/v1/buildUploads/" + upload + "?include=build")
            .json()
            .path("included")
            .path(0)
            .path("id")
            .asText();
    String version = caller.createVersion(of.id(), number, attributes).id();
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    caller.whatsNew(version);
    return version;
  }

  private String submitted(String version) {
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(200);
    return submission;
  }

  private String submissionState(String submission) {
    return caller.get("/v1/reviewSubmissions/" + submission).attribute("state").asText();
  }

  @Test
  void listsWhatIsMissing() {
    String version = caller.createVersion(app.id(), "1.1", "").id();
    String submission = caller.createSubmission(app.id()).id();
    Caller.Reply refused = caller.addItem(submission, version);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    JsonNode associated =
        refused.json().path("errors").path(0).path("meta").path("associatedErrors");
    assertThat(associated.path("/v1/appStoreVersions/" + version).path(0).path("code").asText())
        .isEqualTo("ENTITY_ERROR.RELATIONSHIP.REQUIRED");
    assertThat(associated.toString()).contains("whatsNew");
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
  }

  @Test
  void wantsCompleteMetadata() {
    SimulatedApp bare = simulator.createApp(NewApp.of("com.example.bare", "Bare").incomplete());
    String version = caller.get("/v1/apps/" + bare.id() + "/appStoreVersions").ids().getFirst();
    String submission = caller.createSubmission(bare.id()).id();
    String text =
        caller.addItem(submission, version).json().path("errors").path(0).path("meta").toString();
    assertThat(text)
        .contains("SCREENSHOT_REQUIRED.APP_IPHONE_65")
        .contains("description")
        .contains("keywords")
        .contains("supportUrl")
        .contains("copyright")
        .contains("contentRightsDeclaration")
        .contains("primaryCategory")
        .contains("privacyPolicyUrl")
        .contains("parentalControls")
        .contains("appStoreReviewDetail")
        .doesNotContain("whatsNew");
  }

  @Test
  void wantsExportComplianceAnswered() {
    String upload =
        caller.upload(app.id(), "1.1", "2", Caller.ipa("com.example.app", "1.1", "2", ""));
    clock.advance(Duration.ofMinutes(4));
    String build =
        caller
            .get("/v1/buildUploads/" + upload + "?include=build")
            .json()
            .path("included")
            .path(0)
            .path("id")
            .asText();
    String version = caller.createVersion(app.id(), "1.1", "").id();
    caller.attach(version, build);
    caller.whatsNew(version);
    String submission = caller.createSubmission(app.id()).id();
    JsonNode associated =
        caller
            .addItem(submission, version)
            .json()
            .path("errors")
            .path(0)
            .path("meta")
            .path("associatedErrors");
    assertThat(
            associated.path("/v1/builds/" + build).path(0).path("source").path("pointer").asText())
        .isEqualTo("/data/attributes/usesNonExemptEncryption");
  }

  @Test
  void leadsADraftToTheQueue() {
    String version = readyVersion("");
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(409);
    Caller.Reply item = caller.addItem(submission, version);
    assertThat(item.status()).isEqualTo(201);
    Caller.Reply twice = caller.addItem(submission, version);
    assertThat(twice.code()).isEqualTo("ENTITY_ERROR.RELATIONSHIP.INVALID.NOT_ALLOWED");
    assertThat(twice.text()).contains("was already added to this reviewSubmission.");
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item.id()).status()).isEqualTo(204);
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(
            caller
                .patchSubmission(submission, "'submitted':true")
                .attribute("submittedDate")
                .asText())
        .isEqualTo("2026-03-01T10:04:00-08:00");
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(409);
    assertThat(
            caller
                .get(
                    "/v1/reviewSubmissions?filter%5Bapp%5D="
                        + app.id()
                        + "&filter%5Bstate%5D=WAITING_FOR_REVIEW&include=items,appStoreVersionForReview,submittedByActor")
                .json()
                .path("included"))
        .extracting(one -> one.path("type").asText())
        .containsExactlyInAnyOrder("reviewSubmissionItems", "appStoreVersions", "actors");
    assertThat(caller.get("/v1/reviewSubmissions/" + submission + "/items").ids()).hasSize(1);
    assertThat(caller.delete("/v1/appStoreVersions/" + version).status()).isEqualTo(409);
  }

  @Test
  void cancelsThroughCanceling() {
    String version = readyVersion("");
    String submission = submitted(version);
    assertThat(caller.patchSubmission(submission, "'canceled':true").attribute("state").asText())
        .isEqualTo("CANCELING");
    assertThat(caller.patchSubmission(submission, "'canceled':true").status()).isEqualTo(409);
    clock.advance(Duration.ofSeconds(20));
    assertThat(submissionState(submission)).isEqualTo("COMPLETE");
    assertThat(caller.versionState(version)).isEqualTo("DEVELOPER_REJECTED");
    assertThat(simulator.snapshot().reviewSubmissions().getFirst().itemStates())
        .containsExactly("REMOVED");
    assertThat(submitted(version)).isNotEqualTo(submission);
  }

  @Test
  void rejectsAndTakesASecondTry() {
    String version = readyVersion("");
    String submission = submitted(version);
    assertThat(
            caller
                .patch(
                    "/v1/appStoreVersions/" + version,
                    "{'data':{'type':'appStoreVersions','id':'"
                        + version
                        + "','attributes':{'copyright':'x'}}}")
                .status())
        .isEqualTo(409);
    simulator.reviews().metadataReject(version);
    assertThat(caller.versionState(version)).isEqualTo("METADATA_REJECTED");
    assertThat(submissionState(submission)).isEqualTo("UNRESOLVED_ISSUES");
    assertThat(caller.patchSubmission(submission, "'submitted':true").status()).isEqualTo(409);
    String item = caller.get("/v1/reviewSubmissions/" + submission + "/items").ids().getFirst();
    String resolve =
        "{'data':{'type':'reviewSubmissionItems','id':'"
            + item
            + "','attributes':{'resolved':true}}}";
    assertThat(
            caller.patch("/v1/reviewSubmissionItems/" + item, resolve).attribute("state").asText())
        .isEqualTo("READY_FOR_REVIEW");
    assertThat(submissionState(submission)).isEqualTo("UNRESOLVED_ISSUES");
    assertThat(caller.patchSubmission(submission, "'submitted':true").attribute("state").asText())
        .isEqualTo("WAITING_FOR_REVIEW");
    simulator.reviews().reject(app.id());
    assertThat(caller.versionState(version)).isEqualTo("REJECTED");
  }

  @Test
  void removesAnItemAfterSubmission() {
    String version = readyVersion("");
    String submission = submitted(version);
    String item = caller.get("/v1/reviewSubmissions/" + submission + "/items").ids().getFirst();
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item).text())
        .contains("STATE_ERROR.ENTITY_STATE_INVALID")
        .contains("Item was already submitted");
    String remove =
        "{'data':{'type':'reviewSubmissionItems','id':'"
            + item
            + "','attributes':{'removed':true}}}";
    assertThat(
            caller.patch("/v1/reviewSubmissionItems/" + item, remove).attribute("state").asText())
        .isEqualTo("REMOVED");
    assertThat(submissionState(submission)).isEqualTo("COMPLETE");
    assertThat(caller.versionState(version)).isEqualTo("DEVELOPER_REJECTED");
  }

  private Caller.Reply release(String version) {
    return caller.post(
        "/v1/appStoreVersionReleaseRequests",
        "{'data':{'type':'appStoreVersionReleaseRequests','relationships':{'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
            + version
            + "'}}}}}");
  }

  @Test
  void waitsForTheDeveloperWhenManual() {
    String version = readyVersion(",'releaseType':'MANUAL'");
    assertThat(release(version).status()).isEqualTo(409);
    submitted(version);
    simulator.reviews().approve(version);
    assertThat(caller.versionState(version)).isEqualTo("PENDING_DEVELOPER_RELEASE");
    assertThat(caller.createVersion(app.id(), "1.2", "").status()).isEqualTo(409);
    assertThat(release(version).status()).isEqualTo(201);
    assertThat(release(version).status()).isEqualTo(409);
    clock.advance(Duration.ofMinutes(2));
    Caller.Reply live = caller.get("/v1/appStoreVersions/" + version);
    assertThat(live.attribute("appVersionState").asText()).isEqualTo("READY_FOR_DISTRIBUTION");
    assertThat(live.attribute("appStoreState").asText()).isEqualTo("READY_FOR_SALE");
    assertThat(caller.get("/v1/apps/" + app.id() + "/appInfos").data())
        .extracting(info -> info.path("attributes").path("state").asText())
        .containsExactly("READY_FOR_DISTRIBUTION");
  }

  @Test
  void waitsForTheDateWhenScheduled() {
    String version =
        readyVersion(",'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-03T12:00:00Z'");
    submitted(version);
    simulator.reviews().approve(version);
    assertThat(caller.versionState(version)).isEqualTo("PENDING_APPLE_RELEASE");
    clock.set(Instant.parse("2026-03-03T12:00:00Z"));
    assertThat(caller.versionState(version)).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
  }

  @Test
  void waitsForTheDeveloperWhenScheduledIfTold() {
    simulator.guesses().turn(Guess.SCHEDULED_WAITS_FOR_DEVELOPER);
    String version =
        readyVersion(",'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-03T12:00:00Z'");
    submitted(version);
    simulator.reviews().approve(version);
    assertThat(caller.versionState(version)).isEqualTo("PENDING_DEVELOPER_RELEASE");
    clock.set(Instant.parse("2026-03-03T12:00:00Z"));
    assertThat(caller.versionState(version)).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
  }

  /// review-live.md, A20.
  @Test
  void releasesWithinMinutesForAPastHour() {
    String version = readyVersion(",'releaseType':'MANUAL'");
    submitted(version);
    simulator.reviews().approve(version);
    clock.advance(Duration.ofHours(3));
    assertThat(
            caller
                .update(
                    "appStoreVersions",
                    version,
                    "'releaseType':'SCHEDULED','earliestReleaseDate':'2026-03-01T19:00:00Z'")
                .status())
        .isEqualTo(200);
    assertThat(caller.versionState(version)).isEqualTo("PENDING_DEVELOPER_RELEASE");
    clock.advance(Duration.ofMinutes(10));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  /// review-live.md, A13.
  @Test
  void isADraftAgainOnceABuildIsAttachedOrItIsRenamed() {
    String version = readyVersion("");
    String build = caller.get("/v1/appStoreVersions/" + version + "/build").id();
    submitted(version);
    simulator.reviews().reject(version);
    assertThat(caller.attach(version, build).status()).isEqualTo(204);
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
    assertThat(caller.get("/v1/apps/" + app.id() + "/appInfos").data())
        .extracting(info -> info.path("attributes").path("state").asText())
        .containsExactly("READY_FOR_DISTRIBUTION", "PREPARE_FOR_SUBMISSION");
  }

  @Test
  void isADraftAgainOnceItIsRenamed() {
    String version = readyVersion("");
    String submission = submitted(version);
    caller.patchSubmission(submission, "'canceled':true");
    clock.advance(Duration.ofSeconds(20));
    assertThat(caller.versionState(version)).isEqualTo("DEVELOPER_REJECTED");
    caller.update("appStoreVersions", version, "'versionString':'1.2'");
    assertThat(caller.versionState(version)).isEqualTo("PREPARE_FOR_SUBMISSION");
  }

  /// review-live.md, A23: the version string is looked at after the submission.
  @Test
  void findsABuildOfAnotherVersionStringInvalid() {
    String version = readyVersion("");
    simulator.guesses().turn(Guess.VERSION_STRING_CHECKED_LATE);
    assertThat(
            caller
                .attach(
                    version,
                    caller.validBuild(
                        app, "1.2", "3", "<key>ITSAppUsesNonExemptEncryption</key><false/>"))
                .status())
        .isEqualTo(204);
    String submission = submitted(version);
    clock.advance(Duration.ofSeconds(1));
    assertThat(caller.versionState(version)).isEqualTo("INVALID_BINARY");
    assertThat(submissionState(submission)).isEqualTo("UNRESOLVED_ISSUES");
    assertThat(simulator.snapshot().reviewSubmissions().getFirst().itemStates())
        .containsExactly("REJECTED");
  }

  @Test
  void phasesOverSevenDaysWithAPause() {
    simulator.guesses().turn(Guess.BEGUN_PHASED_RELEASE_STAYS);
    String version = readyVersion("");
    String phased =
        caller
            .post(
                "/v1/appStoreVersionPhasedReleases",
                "{'data':{'type':'appStoreVersionPhasedReleases','attributes':{'phasedReleaseState':'INACTIVE'},'relationships':{'appStoreVersion':{'data':{'type':'appStoreVersions','id':'"
                    + version
                    + "'}}}}}")
            .id();
    submitted(version);
    simulator.reviews().approve(version);
    clock.advance(Duration.ofMinutes(2));
    assertThat(phase(version)).isEqualTo("ACTIVE 1");
    clock.advance(Duration.ofHours(36));
    assertThat(phase(version)).isEqualTo("ACTIVE 2");
    assertThat(patchPhase(phased, "INACTIVE").status()).isEqualTo(409);
    assertThat(patchPhase(phased, "PAUSED").status()).isEqualTo(200);
    Caller.Reply again = patchPhase(phased, "PAUSED");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text())
        .contains("The phased release already has this value")
        .contains("/data/attributes/phasedReleaseState");
    clock.advance(Duration.ofDays(3));
    assertThat(phase(version)).isEqualTo("PAUSED 2");
    assertThat(patchPhase(phased, "ACTIVE").attribute("totalPauseDuration").asInt()).isEqualTo(3);
    clock.advance(Duration.ofHours(12));
    assertThat(phase(version)).isEqualTo("ACTIVE 3");
    clock.advance(Duration.ofDays(5));
    assertThat(phase(version)).isEqualTo("COMPLETE null");
    assertThat(patchPhase(phased, "ACTIVE").text())
        .contains("You cannot change the state of a phased release that is in a final state");
    simulator.guesses().turn(Guess.BEGUN_PHASED_RELEASE_STAYS);
    assertThat(caller.delete("/v1/appStoreVersionPhasedReleases/" + phased).status())
        .isEqualTo(409);
  }

  private Caller.Reply patchPhase(String id, String state) {
    return caller.patch(
        "/v1/appStoreVersionPhasedReleases/" + id,
        "{'data':{'type':'appStoreVersionPhasedReleases','id':'"
            + id
            + "','attributes':{'phasedReleaseState':'"
            + state
            + "'}}}");
  }

  private String phase(String version) {
    Caller.Reply reply =
        caller.get("/v1/appStoreVersions/" + version + "/appStoreVersionPhasedRelease");
    return reply.attribute("phasedReleaseState").asText()
        + " "
        + reply.attribute("currentDayNumber").asText();
  }

  @Test
  void reviewsByItselfWhenScripted() {
    simulator.reviews().script(ReviewScript.approve(Duration.ofHours(10), Duration.ofHours(2)));
    String version = readyVersion("");
    submitted(version);
    clock.advance(Duration.ofHours(10));
    assertThat(caller.versionState(version)).isEqualTo("IN_REVIEW");
    clock.advance(Duration.ofHours(2));
    assertThat(caller.versionState(version)).isEqualTo("PROCESSING_FOR_DISTRIBUTION");
    clock.advance(Duration.ofHours(1));
    assertThat(caller.versionState(version)).isEqualTo("READY_FOR_DISTRIBUTION");
  }

  @Test
  void jumpsOverSeveralPhasesAtOnce() {
    simulator.reviews().script(ReviewScript.reject(Duration.ofHours(1), Duration.ofHours(1)));
    String version = readyVersion("");
    submitted(version);
    clock.advance(Duration.ofDays(9));
    assertThat(caller.versionState(version)).isEqualTo("REJECTED");
  }

  @Test
  void reviewsWhatAPersonSubmitted() {
    var sent = simulator.submitForReview(app.id(), "1.1", "2", "MANUAL");
    assertThat(submissionState(sent.submissionId())).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(caller.versionState(sent.versionId())).isEqualTo("WAITING_FOR_REVIEW");
    assertThatThrownBy(() -> simulator.submitForReview(app.id(), "1.2", "3", "MANUAL"))
        .isInstanceOf(IllegalArgumentException.class);

    simulator.reviews().startReview(app.id());
    assertThat(submissionState(sent.submissionId())).isEqualTo("IN_REVIEW");
    simulator.reviews().approve(sent.versionId());
    assertThat(submissionState(sent.submissionId())).isEqualTo("COMPLETE");
    assertThat(caller.versionState(sent.versionId())).isEqualTo("PENDING_DEVELOPER_RELEASE");
  }

  @Test
  void saysWhenThereIsNothingToReview() {
    assertThatThrownBy(() -> simulator.reviews().approve(app.id()))
        .isInstanceOf(IllegalStateException.class);
    List<Snapshot.ReviewSubmission> none = simulator.snapshot().reviewSubmissions();
    assertThat(none).isEmpty();
  }
}
