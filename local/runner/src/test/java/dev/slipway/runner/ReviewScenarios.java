package dev.slipway.runner;

import static dev.slipway.runner.Scenarios.assertOut;
import static dev.slipway.runner.Scenarios.drop;
import static dev.slipway.runner.Scenarios.id;
import static dev.slipway.runner.Scenarios.until;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.appstoreconnect.resource.ResourceId.ReviewSubmissionId;
import dev.slipway.runner.identity.LocalUser;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Fault;
import dev.slipway.simulator.settings.ReviewScript;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/// [Scenarios] about what happens to a version after its build is ready, and about connections.
final class ReviewScenarios {
  private static final Duration WAITING = Duration.ofMinutes(30);
  private static final Duration IN_REVIEW = Duration.ofMinutes(20);

  private static final Duration LONGER_THAN_A_PAUSE = Duration.ofDays(31);

  private ReviewScenarios() {}

  static void rejected(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    stage.apple.reviews().script(ReviewScript.reject(WAITING, IN_REVIEW));
    drop(stage, connection + "/App.ipa", "1.1", "2");
    until(stage, "2", "REJECTED");

    stage.apple.reviews().script(ReviewScript.approve(WAITING, IN_REVIEW));
    drop(stage, connection + "/App.ipa", "1.1", "3");
    assertOut(stage, "1.1", "3");
  }

  /// Withdrawn with its version in a draft, then from the queue.
  static void withdrawn(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    var refused = Fault.status(503).on("PATCH", "/v1/reviewSubmissions/{id}").always();
    stage.apple.faults().add(refused);
    drop(stage, connection + "/App.ipa", "1.1", "2");
    for (int minutes = 0; draftsWithVersion(stage) == 0; minutes += 5) {
      assertThat(minutes).as("minutes until the version is in a draft").isLessThan(120);
      stage.advance(Duration.ofMinutes(5));
    }
    order(stage, "2", "cancel");
    stage.apple.faults().clear();
    until(stage, "2", "CANCELED");
    assertThat(draftsWithVersion(stage)).isZero();

    drop(stage, connection + "/App.ipa", "1.1", "3");
    until(stage, "3", "WAITING_FOR_REVIEW");
    order(stage, "3", "cancel");
    until(stage, "3", "CANCELED");

    drop(stage, connection + "/App.ipa", "1.1", "4");
    assertOut(stage, "1.1", "4");
  }

  static void replaced(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    drop(stage, connection + "/App.ipa", "1.1", "2");
    until(stage, "2", "WAITING_FOR_REVIEW");

    stage.put(connection + "/urgent/App.ipa", Ipas.of(Folders.ipa("1.2", "3")));
    stage.put(connection + "/urgent/release.json", "{\"onConflict\": \"REPLACE\"}");
    stage.local.settle();
    assertOut(stage, "1.2", "3");
    assertThat(stage.release(id(stage, "2")).path("state").asText()).isEqualTo("SUPERSEDED");
  }

  static void queued(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    stage.apple.quirks().completing(Duration.ofMinutes(10));
    drop(stage, connection + "/App.ipa", "1.1", "2");
    until(stage, "2", "WAITING_FOR_REVIEW");
    drop(stage, connection + "/App.ipa", "1.2", "3");
    assertThat(stage.release(id(stage, "3")).path("state").asText()).isEqualTo("QUEUED");

    until(stage, "2", "READY_FOR_DISTRIBUTION");
    assertOut(stage, "1.2", "3");
    stage.advance(Duration.ofMinutes(15));
  }

  /// An In-App Event is with App Review in a submission of its own.
  static void otherSubmission(Stage stage) throws Exception {
    String app = stage.app().id();
    String other = stage.apple.addForeignItem(app, ForeignItem.APP_EVENT);
    stage.colleague().reviewSubmissions().submit(new ReviewSubmissionId(other));
    drop(stage, stage.connect() + "/App.ipa", "1.1", "2");

    assertOut(stage, "1.1", "2");
    assertThat(stage.apple.snapshot().reviewSubmissions())
        .filteredOn(submission -> submission.id().equals(other))
        .singleElement()
        .satisfies(submission -> assertThat(submission.itemKinds()).containsExactly("appEvent"));
  }

  /// First products of their kinds. The newer drop takes over what the cancel left of them.
  static void purchases(Stage stage) throws Exception {
    String app = stage.app().id();
    stage.apple.addPurchase(app, NewPurchase.inApp("coins", "CONSUMABLE"));
    stage.apple.addPurchase(app, NewPurchase.subscription("monthly", "Pro"));
    String connection = stage.connect();
    stage.put(connection + "/1.1/App.ipa", Ipas.of(Folders.ipa("1.1", "2")));
    stage.put(connection + "/1.1/release.json", "{\"purchases\": \"READY\"}");
    stage.local.settle();
    until(stage, "2", "WAITING_FOR_REVIEW");

    stage.put(connection + "/urgent/App.ipa", Ipas.of(Folders.ipa("1.1", "3")));
    stage.put(
        connection + "/urgent/release.json",
        "{\"purchases\": \"READY\", \"onConflict\": \"REPLACE\"}");
    stage.local.settle();
    assertOut(stage, "1.1", "3");
    stage.advance(Duration.ofMinutes(15));
    assertThat(stage.apple.snapshot().purchases())
        .extracting(Snapshot.Purchase::state)
        .containsExactly("APPROVED", "APPROVED");
    rejectedProduct(stage, app, connection);
  }

  /// The version waits until the product is corrected, or is approved without it.
  private static void rejectedProduct(Stage stage, String app, String connection) throws Exception {
    stage.apple.reviews().script(ReviewScript.byHand());
    String gems = stage.apple.addPurchase(app, NewPurchase.inApp("gems", "CONSUMABLE"));
    stage.put(connection + "/1.2/App.ipa", Ipas.of(Folders.ipa("1.2", "4")));
    stage.put(connection + "/1.2/release.json", "{\"purchases\": \"READY\"}");
    stage.local.settle();
    until(stage, "4", "WAITING_FOR_REVIEW");
    stage.apple.reviews().rejectPurchase(gems);
    stage.advance(Duration.ofMinutes(30));
    if (stage.newest().path("state").asText().equals("REJECTED")) {
      stage.apple.reviews().script(ReviewScript.approve(WAITING, IN_REVIEW));
      stage.put(connection + "/1.2/release.json", "{\"purchases\": \"READY\"}");
      stage.local.settle();
    }
    assertOut(stage, "1.2", "4");
  }

  /// Released by a person, paused, resumed and completed.
  static void phased(Stage stage) throws Exception {
    stage.app();
    String folder = stage.connect() + "/1.1/";
    stage.put(folder + "App.ipa", Ipas.of(Folders.ipa("1.1", "2")));
    stage.put(folder + "release.json", "{\"phasedRelease\": true, \"releaseType\": \"MANUAL\"}");
    stage.local.settle();
    until(stage, "2", "PENDING_DEVELOPER_RELEASE");
    order(stage, "2", "release");
    assertOut(stage, "1.1", "2");

    for (String action : List.of("PAUSE", "RESUME", "COMPLETE")) {
      var answer =
          stage.call(
              LocalUser.ALICE,
              "POST",
              "/releases/" + id(stage, "2") + "/phased-release",
              "{\"action\": \"" + action + "\"}");
      assertThat(answer.status()).as(action + answer.body()).isEqualTo(202);
      stage.local.settle();
      if (action.equals("PAUSE")) {
        stage.local.clock().advance(LONGER_THAN_A_PAUSE);
        stage.local.settle();
      }
    }
    assertThat(Folders.version(stage, "1.1").phasedReleaseState()).isEqualTo("COMPLETE");
  }

  static void scheduled(Stage stage) throws Exception {
    stage.app();
    Instant date =
        stage.local.clock().instant().truncatedTo(ChronoUnit.HOURS).plus(Duration.ofHours(6));
    String folder = stage.connect() + "/1.1/";
    stage.put(folder + "App.ipa", Ipas.of(Folders.ipa("1.1", "2")));
    stage.put(
        folder + "release.json",
        "{\"releaseType\": \"SCHEDULED\", \"earliestReleaseDate\": \"" + date + "\"}");
    stage.local.settle();

    stage.advance(Duration.between(stage.local.clock().instant(), date.minusSeconds(60)));
    assertThat(stage.newest().path("open").asBoolean()).isTrue();
    assertThat(Folders.version(stage, "1.1").state()).startsWith("PENDING_");
    assertOut(stage, "1.1", "2");
  }

  static void webhooks(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    drop(stage, connection + "/First.ipa", "1.1", "2");
    assertOut(stage, "1.1", "2");
    stage.apple.faults().add(Fault.webhookLost().nth(2));
    drop(stage, connection + "/Second.ipa", "1.2", "3");
    assertOut(stage, "1.2", "3");

    assertThat(stage.apple.calls()).containsEntry("POST /v1/webhooks", 1L);
  }

  /// A key of App Manager and one of Admin that takes its place, in use by one release.
  static void connection(Stage stage) throws Exception {
    stage.app();
    String connection = stage.connect();
    assertThat(verdict(stage, connection)).isEqualTo("CONNECTED");
    var apps =
        stage.call(LocalUser.ALICE, "GET", "/connections/" + connection + "/apps", null).body();
    assertThat(apps.toString()).contains(Stage.BUNDLE_ID);
    drop(stage, connection + "/App.ipa", "1.1", "2");

    stage.connect(LocalUser.ALICE, stage.apple.createKey(KeyRole.ADMIN));
    stage.call(LocalUser.ALICE, "POST", "/connections/" + connection + "/check", null);
    stage.local.settle();
    assertThat(verdict(stage, connection)).isEqualTo("CONNECTED");
    assertOut(stage, "1.1", "2");
  }

  private static String verdict(Stage stage, String connection) throws Exception {
    return stage
        .call(LocalUser.ALICE, "GET", "/connections/" + connection, null)
        .body()
        .path("state")
        .asText();
  }

  private static void order(Stage stage, String build, String order) throws Exception {
    String path = "/releases/" + id(stage, build) + "/" + order;
    var answer = stage.call(LocalUser.ALICE, "POST", path, null);
    assertThat(answer.status()).as(path + " " + answer.body()).isEqualTo(202);
    stage.local.settle();
  }

  private static long draftsWithVersion(Stage stage) {
    return stage.apple.snapshot().reviewSubmissions().stream()
        .filter(submission -> submission.state().equals("READY_FOR_REVIEW"))
        .map(Snapshot.ReviewSubmission::appStoreVersionIds)
        .filter(versions -> !versions.isEmpty())
        .count();
  }
}
