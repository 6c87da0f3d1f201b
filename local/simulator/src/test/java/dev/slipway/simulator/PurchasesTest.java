package dev.slipway.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.purchases.NewPurchase.Stage;
import dev.slipway.simulator.settings.Guess;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In-app purchases and subscriptions, read and submitted (first-release-live.md, A3, A4, A7 to A9
/// and E).
class PurchasesTest {
  private final SimulatorClock clock =
      SimulatorClock.fixedAt(Instant.parse("2026-10-01T18:00:00Z"));
  @TempDir private Path directory;
  private AppStoreConnectSimulator simulator;
  private Caller caller;
  private SimulatedApp app;

  @BeforeEach
  void start() {
    simulator = AppStoreConnectSimulator.start(SimulatorOptions.defaults().withClock(clock));
    caller = new Caller(simulator, simulator.createKey(KeyRole.APP_MANAGER));
    app = simulator.createApp(NewApp.of("com.example.app", "Example").liveVersion("1.0", "1"));
  }

  @AfterEach
  void stop() {
    simulator.close();
  }

  private String coins() {
    return simulator.addPurchase(app.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
  }

  private String subscription(String productId) {
    return simulator.addPurchase(app.id(), NewPurchase.subscription(productId, "Pro"));
  }

  private String groupVersion() {
    String group = caller.get("/v1/apps/" + app.id() + "/subscriptionGroups").ids().getFirst();
    return caller.get("/v1/subscriptionGroups/" + group + "/versions").ids().getFirst();
  }

  private Caller.Reply add(String submission, String relationship, String version) {
    return caller.post(
        "/v1/reviewSubmissionItems",
        "{'data':{'type':'reviewSubmissionItems','relationships':{'reviewSubmission':{'data':"
            + "{'type':'reviewSubmissions','id':'"
            + submission
            + "'}},'"
            + relationship
            + "':{'data':{'type':'"
            + relationship
            + "s','id':'"
            + version
            + "'}}}}}");
  }

  private Caller.Reply submit(String submission) {
    return caller.patchSubmission(submission, "'submitted':true");
  }

  private static List<String> reasons(Caller.Reply reply) {
    return reply
        .json()
        .path("errors")
        .path(0)
        .path("meta")
        .path("associatedErrors")
        .properties()
        .stream()
        .flatMap(entry -> entry.getValue().valueStream())
        .map(reason -> reason.path("code").asText())
        .toList();
  }

  private Snapshot.Purchase product(String productId) {
    return simulator.snapshot().purchases().stream()
        .filter(one -> one.productId().equals(productId))
        .findFirst()
        .orElseThrow();
  }

  /// A READY_TO_SUBMIT purchase has exactly one version in PREPARE_FOR_SUBMISSION.
  @Test
  void listsProductsWithTheirVersions() {
    coins();
    simulator.addPurchase(
        app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(Stage.INCOMPLETE));
    subscription("monthly");
    subscription("yearly");

    Caller.Reply purchases =
        caller.get("/v1/apps/" + app.id() + "/inAppPurchasesV2?include=versions&limit=200");
    assertThat(purchases.data())
        .extracting(one -> one.at("/attributes/productId").asText())
        .containsExactly("coins", "sword");
    assertThat(purchases.data())
        .extracting(one -> one.at("/attributes/state").asText())
        .containsExactly("READY_TO_SUBMIT", "MISSING_METADATA");
    assertThat(purchases.json().path("included"))
        .extracting(one -> one.at("/attributes/state").asText())
        .containsExactly("PREPARE_FOR_SUBMISSION", "PREPARE_FOR_SUBMISSION");

    Caller.Reply groups =
        caller.get("/v1/apps/" + app.id() + "/subscriptionGroups?include=subscriptions,versions");
    assertThat(groups.ids()).hasSize(1);
    assertThat(groups.json().path("included"))
        .extracting(one -> one.path("type").asText())
        .containsExactlyInAnyOrder("subscriptions", "subscriptions", "subscriptionGroupVersions");
    Caller.Reply subscriptions =
        caller.get(
            "/v1/subscriptionGroups/"
                + groups.ids().getFirst()
                + "/subscriptions?include=versions&filter%5Bstate%5D=READY_TO_SUBMIT");
    assertThat(subscriptions.ids()).hasSize(2);
    String id = subscriptions.ids().getFirst();
    assertThat(caller.get("/v1/subscriptions/" + id + "/versions").ids()).hasSize(1);
    assertThat(caller.get("/v2/inAppPurchases/" + purchases.ids().getFirst()).status())
        .isEqualTo(200);
    // One call says whether an app has products at all.
    JsonNode overview =
        caller
            .get(
                "/v1/apps/"
                    + app.id()
                    + "?include=inAppPurchasesV2,subscriptionGroups"
                    + "&fields%5BinAppPurchases%5D=productId,state")
            .data()
            .path("relationships");
    assertThat(overview.at("/inAppPurchasesV2/data")).hasSize(2);
    assertThat(overview.at("/subscriptionGroups/data")).hasSize(1);
  }

  /// A3 and A4: seen live to approval.
  @Test
  void approvesFirstProductsBesideTheVersion() {
    String version = caller.readyVersion(app);
    String coins = coins();
    String monthly = subscription("monthly");
    String submission = caller.createSubmission(app.id()).id();
    assertThat(caller.addItem(submission, version).status()).isEqualTo(201);
    assertThat(add(submission, "subscriptionGroupVersion", groupVersion()).status()).isEqualTo(201);
    assertThat(add(submission, "subscriptionVersion", monthly).status()).isEqualTo(201);
    assertThat(add(submission, "inAppPurchaseVersion", coins).status()).isEqualTo(201);
    assertThat(product("coins").state()).isEqualTo("READY_TO_SUBMIT");
    assertThat(product("coins").versionState()).isEqualTo("READY_FOR_REVIEW");

    assertThat(submit(submission).status()).isEqualTo(200);
    assertThat(product("coins").state()).isEqualTo("WAITING_FOR_REVIEW");
    assertThat(product("monthly").groupVersionState()).isEqualTo("WAITING_FOR_REVIEW");
    simulator.reviews().approve(version);

    assertThat(product("coins"))
        .isEqualTo(new Snapshot.Purchase(app.id(), "coins", "APPROVED", "APPROVED", null));
    // A subscription is IN_REVIEW for a while although its version is decided on.
    assertThat(product("monthly"))
        .isEqualTo(new Snapshot.Purchase(app.id(), "monthly", "IN_REVIEW", "ACCEPTED", "APPROVED"));
    clock.advance(Duration.ofMinutes(10));
    assertThat(product("monthly").state()).isEqualTo("APPROVED");
  }

  @Test
  void refusesWhatCannotBeAnItem() {
    String submission = caller.createSubmission(app.id()).id();
    String coins = coins();
    String sword =
        simulator.addPurchase(
            app.id(), NewPurchase.inApp("sword", "NON_CONSUMABLE").at(Stage.INCOMPLETE));
    assertThat(add(submission, "inAppPurchaseVersion", sword).text())
        .contains("is not in valid state");
    assertThat(add(submission, "inAppPurchaseVersion", coins).status()).isEqualTo(201);
    assertThat(add(submission, "inAppPurchaseVersion", coins).text())
        .contains("already added to this reviewSubmission");
    String other = caller.createSubmission(app.id()).id();
    Caller.Reply elsewhere = add(other, "inAppPurchaseVersion", coins);
    assertThat(elsewhere.code()).isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    assertThat(elsewhere.text())
        .contains("Only versions in 'Prepare for Submission' or 'Developer Rejected' state");
    SimulatedApp another = simulator.createApp(NewApp.of("com.example.other", "Other"));
    assertThat(
            add(caller.createSubmission(another.id()).id(), "inAppPurchaseVersion", coins).status())
        .isEqualTo(409);
    assertThatThrownBy(this::coins).isInstanceOf(IllegalArgumentException.class);
    // A8: taken out, it can be added again.
    String item = caller.get("/v1/reviewSubmissions/" + submission + "/items").ids().getFirst();
    assertThat(caller.delete("/v1/reviewSubmissionItems/" + item).status()).isEqualTo(204);
    assertThat(add(other, "inAppPurchaseVersion", coins).status()).isEqualTo(201);
  }

  /// A9.
  @Test
  void groupAndSubscriptionNeedEachOther() {
    String version = caller.readyVersion(app);
    String monthly = subscription("monthly");
    String alone = caller.createSubmission(app.id()).id();
    caller.addItem(alone, version);
    add(alone, "subscriptionVersion", monthly);
    assertThat(reasons(submit(alone)))
        .containsExactly("STATE_ERROR.SUBSCRIPTION_SUBMISSION_REQUIRES_GROUP_VERSION");
    for (String item : caller.get("/v1/reviewSubmissions/" + alone + "/items").ids()) {
      caller.delete("/v1/reviewSubmissionItems/" + item);
    }
    String group = caller.createSubmission(app.id()).id();
    caller.addItem(group, version);
    add(group, "subscriptionGroupVersion", groupVersion());
    assertThat(reasons(submit(group)))
        .containsExactly("STATE_ERROR.SUBSCRIPTION_GROUP_SUBMISSION_NOT_ALLOWED");
    add(group, "subscriptionVersion", monthly);
    assertThat(submit(group).status()).isEqualTo(200);
  }

  /// A7: the code depends on the kind of product.
  @Test
  void firstProductOfItsKindNeedsAVersion() {
    for (Map.Entry<String, String> one :
        Map.of(
                "CONSUMABLE",
                "FIRST_CONSUMABLE_MUST_BE_SUBMITTED_ON_VERSION",
                "NON_CONSUMABLE",
                "FIRST_NON_CONSUMABLE_MUST_BE_SUBMITTED_ON_VERSION")
            .entrySet()) {
      String version =
          simulator.addPurchase(app.id(), NewPurchase.inApp(one.getKey(), one.getKey()));
      String submission = caller.createSubmission(app.id()).id();
      add(submission, "inAppPurchaseVersion", version);
      assertThat(reasons(submit(submission))).containsExactly("STATE_ERROR." + one.getValue());
    }
    String submission = caller.createSubmission(app.id()).id();
    String monthly = subscription("monthly");
    add(submission, "subscriptionGroupVersion", groupVersion());
    add(submission, "subscriptionVersion", monthly);
    assertThat(reasons(submit(submission)))
        .containsExactly("STATE_ERROR.FIRST_SUBSCRIPTION_MUST_BE_SUBMITTED_ON_VERSION");

    simulator.addPurchase(app.id(), NewPurchase.inApp("old", "CONSUMABLE").at(Stage.APPROVED));
    String later = caller.createSubmission(app.id()).id();
    String gems = simulator.addPurchase(app.id(), NewPurchase.inApp("gems", "CONSUMABLE"));
    add(later, "inAppPurchaseVersion", gems);
    assertThat(submit(later).status()).isEqualTo(200);
  }

  /// E: when the version alone is rejected, its purchases stay in flight, and go along again.
  @Test
  void keepsPurchasesInFlightAfterARejection() {
    String version = caller.readyVersion(app);
    String coins = coins();
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    add(submission, "inAppPurchaseVersion", coins);
    submit(submission);
    simulator.reviews().reject(version);
    assertThat(product("coins").versionState()).isEqualTo("IN_REVIEW");
    assertThat(add(caller.createSubmission(app.id()).id(), "inAppPurchaseVersion", coins).code())
        .isEqualTo("STATE_ERROR.ENTITY_STATE_INVALID");
    for (JsonNode item : caller.get("/v1/reviewSubmissions/" + submission + "/items").data()) {
      if (item.at("/attributes/state").asText().equals("REJECTED")) {
        caller.update("reviewSubmissionItems", item.path("id").asText(), "'resolved':true");
      }
    }
    assertThat(submit(submission).status()).isEqualTo(200);
    assertThat(product("coins").versionState()).isEqualTo("WAITING_FOR_REVIEW");
  }

  @Test
  void aCancelMakesADraftWithThePurchasesOrLeavesThemUnusableForMinutes() {
    String version = caller.readyVersion(app);
    String coins = coins();
    String submission = caller.createSubmission(app.id()).id();
    caller.addItem(submission, version);
    add(submission, "inAppPurchaseVersion", coins);
    submit(submission);
    simulator.guesses().turn(Guess.CANCELED_PURCHASES);
    caller.patchSubmission(submission, "'canceled':true");
    clock.advance(Duration.ofMinutes(2));
    assertThat(product("coins"))
        .isEqualTo(
            new Snapshot.Purchase(
                app.id(), "coins", "READY_TO_SUBMIT", "DEVELOPER_REJECTED", null));
    String next = caller.createSubmission(app.id()).id();
    caller.addItem(next, version);
    assertThat(add(next, "inAppPurchaseVersion", coins).status()).isEqualTo(409);
    clock.advance(Duration.ofMinutes(3));
    assertThat(add(next, "inAppPurchaseVersion", coins).status()).isEqualTo(201);

    submit(next);
    simulator.guesses().reset();
    caller.patchSubmission(next, "'canceled':true");
    clock.advance(Duration.ofMinutes(2));
    assertThat(product("coins").versionState()).isEqualTo("READY_FOR_REVIEW");
    assertThat(simulator.snapshot().reviewSubmissions().getLast().itemKinds())
        .containsExactly("inAppPurchaseVersion");
  }

  @Test
  void keepsProductsInTheStateFile() {
    SimulatorOptions options =
        SimulatorOptions.defaults().withClock(clock).withStateFile(directory.resolve("state.json"));
    try (var first = AppStoreConnectSimulator.start(options)) {
      SimulatedApp kept = first.createApp(NewApp.of("com.example.kept", "Kept"));
      first.addPurchase(kept.id(), NewPurchase.inApp("coins", "CONSUMABLE"));
      first.addPurchase(kept.id(), NewPurchase.subscription("monthly", "Pro"));
    }
    try (var second = AppStoreConnectSimulator.start(options)) {
      assertThat(second.snapshot().purchases())
          .extracting(Snapshot.Purchase::productId)
          .containsExactly("coins", "monthly");
    }
  }
}
