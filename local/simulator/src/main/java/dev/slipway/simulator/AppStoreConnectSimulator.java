package dev.slipway.simulator;

import dev.slipway.simulator.apps.AppInfoLocalizations;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.builds.BuildSeed;
import dev.slipway.simulator.builds.NewBuild;
import dev.slipway.simulator.builds.NewEncryptionDeclaration;
import dev.slipway.simulator.contract.ContractCheck;
import dev.slipway.simulator.contract.ContractRecorder;
import dev.slipway.simulator.http.ApiServer;
import dev.slipway.simulator.http.Recorder;
import dev.slipway.simulator.http.UploadServer;
import dev.slipway.simulator.http.WebhookSender;
import dev.slipway.simulator.purchases.NewPurchase;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.review.SubmittedVersion;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.Guesses;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.RateUse;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.StateFile;
import dev.slipway.simulator.state.World;
import dev.slipway.simulator.versions.AppStoreVersions;
import dev.slipway.wire.Guarded;
import dev.slipway.wire.WireServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A strict, stateful App Store Connect on 127.0.0.1, over real HTTP.
///
/// To use it, start it, create a key and create an app. Safe for use by many threads. If Apple's
/// OpenAPI document is available (`SimulatorOptions.openApi`), every exchange is validated against
/// it, and `close` throws if an exchange violated it.
public final class AppStoreConnectSimulator implements AutoCloseable {
  private final SimulatorOptions options;
  private final Faults faults = new Faults();
  private final World world = new World();
  private final RegisteredKeys keys = new RegisteredKeys(world);
  private final Recorder recorder;
  private final Spool spool;
  private final Families families;
  private final ApiServer apiServer;
  private final ContractCheck contract;
  private final @Nullable StateFile stateFile;
  private final WireServer api;
  private final WireServer uploads;
  private final WebhookSender sender;

  private AppStoreConnectSimulator(SimulatorOptions options) throws IOException {
    this.options = options;
    this.recorder = new Recorder(options.exchangesKept());
    Path statePath = options.stateFile();
    this.stateFile = statePath == null ? null : new StateFile(statePath);
    this.spool =
        new Spool(statePath == null ? null : statePath.resolveSibling("simulator-uploads"));
    if (stateFile != null) {
      Instant saved = stateFile.load(world, options.clock().instant());
      if (saved.isAfter(options.clock().instant())) {
        options.clock().set(saved);
      }
    }
    this.contract =
        options.openApi().isEmpty()
            ? ContractCheck.NONE
            : new ContractRecorder(options.openApi(), options.allowInvalidRequests());
    this.api = new WireServer("simulator", options.port());
    this.uploads = new WireServer("simulator", options.uploadPort());
    spool.uploadUri(uploadUri().toString());
    this.families = new Families(world, options, faults, spool, baseUri().toString());
    this.sender = new WebhookSender(world, families.notifications(), options.clock());
    this.apiServer =
        new ApiServer(
            world, families.writes(), options, faults, recorder, contract, baseUri().toString());
    UploadServer uploadServer = new UploadServer(world, spool, options, faults, recorder);
    AdminRoutes admin = new AdminRoutes(this);
    api.start(
        new Guarded(
            "simulator",
            exchange -> {
              if (exchange.getRequestURI().getPath().startsWith("/admin/")) {
                admin.handle(exchange);
              } else {
                apiServer.handle(exchange);
              }
              save();
            }));
    uploads.start(new Guarded("simulator", uploadServer::handle));
  }

  /// Starts a simulator. Both ports are open when this method returns.
  ///
  /// @throws UncheckedIOException if a port is already in use
  public static AppStoreConnectSimulator start(SimulatorOptions options) {
    try {
      return new AppStoreConnectSimulator(options);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The simulator cannot listen on ports " + options.port() + " and " + options.uploadPort(),
          e);
    }
  }

  /// Returns the base address of the API, for example `http://127.0.0.1:40123`.
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + api.port());
  }

  /// Returns the address that receives parts; the URL of each part begins with it.
  public URI uploadUri() {
    return URI.create("http://127.0.0.1:" + uploads.port());
  }

  /// Returns the Issuer ID of the default team.
  public String issuerId() {
    return locked(world::issuerId);
  }

  /// Creates a team key of the default team.
  public SimulatedKey createKey(KeyRole role) {
    return createKey(role, KeyKind.TEAM);
  }

  /// Creates a key of the default team.
  public SimulatedKey createKey(KeyRole role, KeyKind kind) {
    return createKey(role, kind, issuerId());
  }

  /// Creates a key of another team; the Issuer ID is a UUID.
  public SimulatedKey createKey(KeyRole role, KeyKind kind, String issuerId) {
    return locked(() -> keys.create(role, kind, issuerId));
  }

  /// Revokes a key. The simulator answers 401 to its tokens from now on.
  ///
  /// @throws IllegalArgumentException if the key does not exist
  public void revokeKey(String keyId) {
    change(() -> keys.revoke(keyId));
  }

  /// Changes the role of a key, as happens to an individual key when its owner's role changes.
  ///
  /// @throws IllegalArgumentException if the key does not exist
  public void changeRole(String keyId, KeyRole role) {
    change(() -> keys.changeRole(keyId, role));
  }

  /// Adds an app record.
  ///
  /// @throws IllegalArgumentException if another app has this bundle id
  public SimulatedApp createApp(NewApp app) {
    return locked(() -> families.appSeed().create(app));
  }

  /// Adds an item other than an app version to an app's oldest draft review submission, as a person
  /// does in App Store Connect. Creates a submission if the app has no draft.
  ///
  /// @return id of the review submission
  /// @throws IllegalArgumentException if the app does not exist
  public String addForeignItem(String appId, ForeignItem kind) {
    return locked(() -> families.foreignItems().add(appId, kind));
  }

  /// Adds an in-app purchase or a subscription to an app, as a person does in App Store Connect.
  ///
  /// @return the id of its version
  /// @throws IllegalArgumentException if the app does not exist or has the Product ID
  public String addPurchase(String appId, NewPurchase purchase) {
    return locked(() -> families.purchases().add(appId, purchase));
  }

  /// Sends the next version of an app to App Review, as a person does in App Store Connect: with a
  /// valid build, the texts of the released version, and alone in its submission.
  ///
  /// @param releaseType AFTER_APPROVAL or MANUAL
  /// @throws IllegalArgumentException if the app does not exist or has a version that is not
  ///   released
  public SubmittedVersion submitForReview(
      String appId, String versionString, String buildNumber, String releaseType) {
    return locked(
        () -> families.reviewSeed().submit(appId, versionString, buildNumber, releaseType));
  }

  /// Removes a version that has been in use, which no call can do (review-live.md, A6).
  public void removeVersion(String versionId) {
    change(() -> AppStoreVersions.remove(world, world.get("appStoreVersions", versionId)));
  }

  /// Adds a build to an app, as if Xcode or Transporter had uploaded it.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the app does not exist
  public String addBuild(NewBuild build) {
    return locked(() -> BuildSeed.add(world, build));
  }

  /// Expires a build, as a person does in App Store Connect.
  ///
  /// @throws IllegalStateException if the build does not exist
  public void expireBuild(String buildId) {
    change(() -> BuildSeed.expire(world, buildId));
  }

  /// Makes a build one for TestFlight's internal testers only, as an option of Xcode's export does.
  ///
  /// @throws IllegalStateException if the build does not exist
  public void restrictToInternalTesting(String buildId) {
    change(() -> world.get("builds", buildId).set("buildAudienceType", "INTERNAL_ONLY"));
  }

  /// Returns the simulator's clock.
  public SimulatorClock clock() {
    return options.clock();
  }

  /// Returns the scripted faults.
  public Faults faults() {
    return faults;
  }

  /// Returns which guesses about Apple are turned.
  public Guesses guesses() {
    return world.guesses();
  }

  /// Returns the durations that Apple shows only sometimes.
  public Quirks quirks() {
    return families.quirks();
  }

  /// Adds an encryption declaration for all platforms to an app. Its state is CREATED, IN_REVIEW,
  /// APPROVED, REJECTED, INVALID or EXPIRED.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the app or the state does not exist
  public String addEncryptionDeclaration(String appId, String state) {
    return addEncryptionDeclaration(NewEncryptionDeclaration.of(appId, state));
  }

  /// Adds an encryption declaration to an app.
  ///
  /// @return its id
  /// @throws IllegalArgumentException if the app or the state does not exist
  public String addEncryptionDeclaration(NewEncryptionDeclaration declaration) {
    return locked(() -> families.appEncryptionDeclarations().seed(declaration));
  }

  /// Moves an encryption declaration into another state, as Apple does after its review of the
  /// documents.
  ///
  /// @throws IllegalArgumentException if the declaration or the state does not exist
  public void decideEncryptionDeclaration(String declarationId, String state) {
    change(() -> families.appEncryptionDeclarations().decide(declarationId, state));
  }

  /// Moves a tester into another state, as the person does: ACCEPTED, INSTALLED or REVOKED.
  ///
  /// @throws IllegalArgumentException if the tester or the state does not exist
  public void moveBetaTester(String betaTesterId, String state) {
    change(() -> families.betaTesters().move(betaTesterId, state));
  }

  /// Shows a content status at an app's rows for these territories, for example
  /// TRADER_STATUS_NOT_PROVIDED for ITA, until `clearContentStatuses`. It refuses no submission
  /// (first-release-live.md, A2).
  ///
  /// @throws IllegalArgumentException if the app or a territory does not exist
  public void addContentStatus(String appId, String contentStatus, String... territories) {
    change(
        () ->
            families
                .pricing()
                .contentStatuses(appId, List.of(territories), List.of(contentStatus)));
  }

  /// Shows the usual content statuses at an app's rows for these territories.
  ///
  /// @throws IllegalArgumentException if the app or a territory does not exist
  public void clearContentStatuses(String appId, String... territories) {
    change(() -> families.pricing().contentStatuses(appId, List.of(territories), List.of()));
  }

  /// Reserves a name in one language for an app of another developer account, as the App Store
  /// does; no app of the simulator can take it there.
  public void reserveName(String name, String locale) {
    change(() -> AppInfoLocalizations.reserveName(world, name, locale));
  }

  /// Returns the controls of App Review.
  public Reviews reviews() {
    return new ReviewsByHand(this, families.appReview(), families.betaAppReview());
  }

  /// Returns the API calls so far, oldest first (at most `SimulatorOptions.exchangesKept`).
  public List<Exchange> exchanges() {
    return recorder.exchanges();
  }

  /// Returns the number of API calls by method and path template, for example "GET
  /// /v1/builds/{id}".
  public Map<String, Long> calls() {
    return recorder.calls();
  }

  /// Returns how much of their hourly limits the keys have used.
  public RateUse rateUse() {
    return apiServer.rateUse();
  }

  /// Returns the PUTs of parts so far, in the order in which they ended.
  public List<PartPut> partPuts() {
    return recorder.partPuts();
  }

  /// Sends all webhook notifications that are due, on the calling thread, and returns when each has
  /// been answered. Nothing else sends notifications.
  ///
  /// @return how many were sent
  public int deliverWebhooks() {
    int sent = sender.sendDue();
    if (sent > 0) {
      save();
    }
    return sent;
  }

  /// Returns when the next notification is due, or the next event that may cause one; empty if
  /// there is no webhook.
  public Optional<Instant> nextWebhookDue() {
    return locked(
        () ->
            world.all("webhooks").isEmpty()
                ? Optional.empty()
                : Stream.concat(
                        world.agenda().stream().map(Due::at),
                        families.notifications().nextDue().stream())
                    .min(Comparator.naturalOrder()));
  }

  /// Returns the current state of the simulator.
  public Snapshot snapshot() {
    return locked(() -> SnapshotReader.read(world));
  }

  /// Returns the violations of Apple's contract seen so far.
  public List<String> contractViolations() {
    return contract.violations();
  }

  /// Deletes keys, apps, faults, quirks and everything else. The Issuer ID of the default team
  /// stays.
  public void reset() {
    faults.clear();
    change(families::reset);
  }

  private void save() {
    if (stateFile != null) {
      locked(
          () -> {
            stateFile.save(world, options.clock().instant());
            return true;
          });
    }
  }

  /// Runs `work` while the state is locked and settled.
  <T> T locked(Supplier<T> work) {
    world.lock().lock();
    try {
      world.settle(options.clock().instant());
      return work.get();
    } finally {
      world.lock().unlock();
    }
  }

  /// Runs a change while the state is locked and settled.
  void change(Runnable work) {
    locked(
        () -> {
          work.run();
          world.changed();
          return true;
        });
  }

  /// Stops the simulator.
  ///
  /// @throws IllegalStateException if an exchange violated Apple's contract; the message lists the
  ///   violations
  @Override
  public void close() {
    api.close();
    uploads.close();
    sender.close();
    // Saves the clock, which is part of the state and may have moved without any other change.
    change(() -> {});
    save();
    if (stateFile != null) {
      change(stateFile::end);
    }
    spool.close();
    List<String> violations = contract.violations();
    if (!violations.isEmpty()) {
      throw new IllegalStateException(
          violations.size() + " violations of Apple's contract:\n" + String.join("\n", violations));
    }
  }
}
