package dev.slipway.simulator;

import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.contract.ContractCheck;
import dev.slipway.simulator.contract.ContractRecorder;
import dev.slipway.simulator.http.ApiServer;
import dev.slipway.simulator.http.Recorder;
import dev.slipway.simulator.http.UploadServer;
import dev.slipway.simulator.http.WebhookSender;
import dev.slipway.simulator.review.ForeignItem;
import dev.slipway.simulator.settings.Exchange;
import dev.slipway.simulator.settings.Faults;
import dev.slipway.simulator.settings.PartPut;
import dev.slipway.simulator.settings.Quirks;
import dev.slipway.simulator.settings.RateUse;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import dev.slipway.simulator.state.Due;
import dev.slipway.simulator.state.Spool;
import dev.slipway.simulator.state.StateFile;
import dev.slipway.simulator.state.World;
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
/// Three lines are enough: start it, make a key, make an app. It is safe for use by many threads.
/// With Apple's OpenAPI document at hand (`SimulatorOptions.openApi`) every exchange is held
/// against it, and `close` throws when one broke it.
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
    Path openApi = options.openApi();
    this.contract =
        openApi == null
            ? ContractCheck.NONE
            : new ContractRecorder(openApi, options.allowInvalidRequests());
    this.families = new Families(world, options, faults, spool);
    this.sender = new WebhookSender(world, families.notifications(), options.clock());
    this.api = new WireServer("simulator", options.port());
    this.uploads = new WireServer("simulator", options.uploadPort());
    spool.uploadUri(uploadUri().toString());
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

  /// Starts a simulator; both ports are open when it returns.
  ///
  /// @throws UncheckedIOException when a port is taken
  public static AppStoreConnectSimulator start(SimulatorOptions options) {
    try {
      return new AppStoreConnectSimulator(options);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The simulator can not listen on ports "
              + options.port()
              + " and "
              + options.uploadPort(),
          e);
    }
  }

  /// Where the API is, for example `http://127.0.0.1:40123`.
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + api.port());
  }

  /// Where parts are sent; part URLs begin with it.
  public URI uploadUri() {
    return URI.create("http://127.0.0.1:" + uploads.port());
  }

  /// Issuer ID of the default team.
  public String issuerId() {
    return locked(world::issuerId);
  }

  /// Makes a team key of the default team.
  public SimulatedKey createKey(KeyRole role) {
    return createKey(role, KeyKind.TEAM);
  }

  /// Makes a key of the default team.
  public SimulatedKey createKey(KeyRole role, KeyKind kind) {
    return createKey(role, kind, issuerId());
  }

  /// Makes a key of another team; the Issuer ID is a UUID.
  public SimulatedKey createKey(KeyRole role, KeyKind kind, String issuerId) {
    return locked(() -> keys.create(role, kind, issuerId));
  }

  /// Revokes a key: from now on its tokens are answered with 401.
  ///
  /// @throws IllegalArgumentException when there is no such key
  public void revokeKey(String keyId) {
    change(() -> keys.revoke(keyId));
  }

  /// Gives a key another role, as happens to an individual key when its owner's role changes.
  ///
  /// @throws IllegalArgumentException when there is no such key
  public void changeRole(String keyId, KeyRole role) {
    change(() -> keys.changeRole(keyId, role));
  }

  /// Puts an app record into the simulator.
  ///
  /// @throws IllegalArgumentException when there is an app with this bundle id
  public SimulatedApp createApp(NewApp app) {
    return locked(() -> families.appSeed().create(app));
  }

  /// Puts something other than an app version into an app's draft review submission, as a person
  /// does on the web site; the submission is made when there is none.
  ///
  /// @return id of the review submission
  /// @throws IllegalArgumentException when there is no such app
  /// @throws IllegalStateException when the app's open submission was sent already
  public String addForeignItem(String appId, ForeignItem kind) {
    return locked(() -> families.foreignItems().add(appId, kind));
  }

  /// The simulator's time.
  public SimulatorClock clock() {
    return options.clock();
  }

  /// Scripted faults.
  public Faults faults() {
    return faults;
  }

  /// What Apple does at times, to be switched on and off.
  public Quirks quirks() {
    return families.quirks();
  }

  /// Puts an encryption declaration of an app into the simulator; its state is one of CREATED,
  /// IN_REVIEW, APPROVED, REJECTED, INVALID and EXPIRED.
  ///
  /// @return its id
  /// @throws IllegalArgumentException when there is no such app
  public String addEncryptionDeclaration(String appId, String state) {
    return locked(() -> families.appEncryptionDeclarations().seed(appId, state));
  }

  /// App Review.
  public Reviews reviews() {
    return new ReviewsByHand(this, families.appReview(), families.betaAppReview());
  }

  /// The API calls so far, oldest first (at most `SimulatorOptions.exchangesKept`).
  public List<Exchange> exchanges() {
    return recorder.exchanges();
  }

  /// Number of API calls by method and path template, for example "GET /v1/builds/{id}".
  public Map<String, Long> calls() {
    return recorder.calls();
  }

  /// How far callers went in the hours of their keys.
  public RateUse rateUse() {
    return apiServer.rateUse();
  }

  /// The PUTs of parts so far, in the order in which they ended.
  public List<PartPut> partPuts() {
    return recorder.partPuts();
  }

  /// Sends every notification to a webhook that is due by now, on this thread; returns when all
  /// were answered. Nothing is sent unless this is called.
  ///
  /// @return how many were sent
  public int deliverWebhooks() {
    int sent = sender.sendDue();
    if (sent > 0) {
      save();
    }
    return sent;
  }

  /// When the next notification is due, or something that may lead to one; empty while there is no
  /// webhook.
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

  /// What is in the simulator now.
  public Snapshot snapshot() {
    return locked(() -> SnapshotReader.read(world));
  }

  /// Breaches of Apple's contract seen so far.
  public List<String> contractViolations() {
    return contract.violations();
  }

  /// Forgets keys, apps, faults, quirks and everything else; the Issuer ID of the default team
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

  /// Runs something with the state locked and settled.
  <T> T locked(Supplier<T> work) {
    world.lock().lock();
    try {
      world.settle(options.clock().instant());
      return work.get();
    } finally {
      world.lock().unlock();
    }
  }

  /// Runs a change with the state locked and settled.
  void change(Runnable work) {
    locked(
        () -> {
          work.run();
          world.changed();
          return true;
        });
  }

  /// Stops; throws when an exchange broke Apple's contract.
  ///
  /// @throws IllegalStateException listing the breaches
  @Override
  public void close() {
    api.close();
    uploads.close();
    sender.close();
    // the clock may have moved without any other change, and it is part of the state
    change(() -> {});
    save();
    if (stateFile != null) {
      change(stateFile::end);
    }
    spool.close();
    List<String> violations = contract.violations();
    if (!violations.isEmpty()) {
      throw new IllegalStateException(
          violations.size() + " breaches of Apple's contract:\n" + String.join("\n", violations));
    }
  }
}
