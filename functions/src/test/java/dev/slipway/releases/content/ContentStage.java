package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.NewAppStoreVersion;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.pictures.Picture;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.Snapshot;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/// The simulator with an app that is on the App Store and has a new version in preparation, and
/// what a release needs to carry a drop to it.
final class ContentStage implements AutoCloseable {
  final AppStoreConnectSimulator simulator;
  final AppStoreConnectClient client;
  private final UrlConnectionTransport transport = new UrlConnectionTransport();
  private int apps;
  int comparisons;
  List<Picture> pictures = List.of();
  AppId app;
  AppStoreVersionId version;
  Gate gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);

  ContentStage() {
    this(options -> options);
  }

  ContentStage(UnaryOperator<SimulatorOptions> change) {
    var clock = SimulatorClock.fixedAt(Instant.parse("2026-11-23T10:00:00Z"));
    simulator =
        AppStoreConnectSimulator.start(change.apply(SimulatorOptions.defaults().withClock(clock)));
    var key = simulator.createKey(KeyRole.APP_MANAGER);
    String armoured = key.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    var apiKey =
        new ApiKey.TeamKey(
            new KeyId(key.keyId()),
            new IssuerId(key.issuerId()),
            ApiKey.fromPkcs8(Base64.getDecoder().decode(armoured)));
    client =
        new AppStoreConnectClient(
            simulator.baseUri(),
            new TokenSource(apiKey, clock),
            clock,
            clock::advance,
            ClientOptions.defaults().withRandom(new Random(1)));
    newApp();
  }

  /// Goes on with an app of its own, as if nothing had happened before.
  void newApp() {
    apps++;
    var made =
        simulator.createApp(
            NewApp.of("com.example.app" + apps, "Demo")
                .liveVersion("1.0", "1")
                .locales("en-US", "de-DE")
                .withScreenshots());
    app = new AppId(made.id());
    version =
        client.appStoreVersions().create(NewAppStoreVersion.of(app, Platform.IOS, "2.0")).id();
    gate = new Gate(Integer.MAX_VALUE, ContentLedger.EMPTY);
  }

  ContentRun run(Drop drop) {
    var upload =
        new PartUpload(
            transport,
            UploadOptions.defaults(),
            simulator.clock(),
            simulator.clock()::advance,
            new Random(1));
    return new ContentRun(
        drop,
        drop,
        upload,
        PartHosts.appleAndLoopback(),
        simulator.clock(),
        found -> {
          comparisons++;
          pictures = found;
        });
  }

  ContentOutcome carry(Drop drop) throws InterruptedException {
    return carry(drop, rules());
  }

  ContentOutcome carry(Drop drop, ContentRules rules) throws InterruptedException {
    return run(drop).run(client, app, version, drop.content(), rules, gate.ledger(), gate);
  }

  static ContentRules rules() {
    return Rules.update(Map.of("en-US", "Before", "de-DE", "Vorher"), "en-US");
  }

  /// Goes on as the loop does, until Apple is done with the media.
  ContentOutcome finish(Drop drop) throws InterruptedException {
    for (int looks = 0; looks < 10; looks++) {
      var outcome = carry(drop);
      if (!(outcome instanceof ContentOutcome.Processing)) {
        return outcome;
      }
      pass(Duration.ofMinutes(2));
    }
    throw new AssertionError("Apple does not get done with the media");
  }

  void pass(Duration duration) {
    simulator.clock().advance(duration);
  }

  /// File names in order, by locale and display type.
  Map<String, List<String>> screenshots() {
    var sets = new TreeMap<String, List<String>>();
    for (Snapshot.MediaSet set : simulator.snapshot().screenshotSets()) {
      if (set.appStoreVersionId().equals(version.value())) {
        sets.put(
            set.locale() + " " + set.displayType(),
            set.assets().stream().map(asset -> asset.fileName() + " " + asset.state()).toList());
      }
    }
    return sets;
  }

  List<String> previews() {
    return simulator.snapshot().previewSets().stream()
        .filter(set -> set.appStoreVersionId().equals(version.value()))
        .flatMap(set -> set.assets().stream())
        .map(asset -> asset.fileName() + " " + asset.state())
        .toList();
  }

  List<String> checksums(String locale) {
    return simulator.snapshot().screenshotSets(version.value(), locale).stream()
        .flatMap(set -> set.assets().stream())
        .map(asset -> String.valueOf(asset.checksum()))
        .toList();
  }

  /// The API calls made by `work`, by method and path template.
  Map<String, Long> callsOf(Work work) throws InterruptedException {
    var before = simulator.calls();
    work.run();
    var made = new LinkedHashMap<String, Long>();
    simulator
        .calls()
        .forEach(
            (call, times) -> {
              long more = times - before.getOrDefault(call, 0L);
              if (more > 0) {
                made.put(call, more);
              }
            });
    return made;
  }

  static Map<String, Long> writes(Map<String, Long> calls) {
    var writes = new TreeMap<>(calls);
    writes.keySet().removeIf(call -> call.startsWith("GET "));
    return writes;
  }

  interface Work {
    void run() throws InterruptedException;
  }

  /// A loop that keeps the ledger, and dies at the n-th call: nothing after it is kept or allowed.
  static final class Gate implements ContentGate {
    private final int diesAt;
    private final AtomicInteger calls = new AtomicInteger();
    private ContentLedger ledger;
    private volatile boolean hasTime = true;

    Gate(int diesAt, ContentLedger ledger) {
      this.diesAt = diesAt;
      this.ledger = ledger;
    }

    synchronized ContentLedger ledger() {
      return ledger;
    }

    int calls() {
      return calls.get();
    }

    void outOfTime() {
      hasTime = false;
    }

    @Override
    public boolean hasTime() {
      return hasTime;
    }

    @Override
    public Answer beforeWrite() {
      return lives() ? Answer.GO_ON : Answer.STOP;
    }

    @Override
    public synchronized Answer progress(UnaryOperator<ContentLedger> change) {
      if (!lives()) {
        return Answer.STOP;
      }
      ledger = change.apply(ledger);
      return Answer.GO_ON;
    }

    private boolean lives() {
      return calls.incrementAndGet() < diesAt;
    }
  }

  @Override
  public void close() {
    transport.close();
    simulator.close();
  }
}
