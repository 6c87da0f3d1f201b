package dev.slipway.appstoreconnect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.builds.Build;
import dev.slipway.appstoreconnect.http.CallReport;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildUploadId;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartGate;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UploadPlan;
import dev.slipway.appstoreconnect.upload.UploadResult;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.simulator.AppStoreConnectSimulator;
import dev.slipway.simulator.KeyKind;
import dev.slipway.simulator.KeyRole;
import dev.slipway.simulator.SimulatedKey;
import dev.slipway.simulator.apps.NewApp;
import dev.slipway.simulator.apps.SimulatedApp;
import dev.slipway.simulator.settings.SimulatorClock;
import dev.slipway.simulator.settings.SimulatorOptions;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A simulator whose time stands still, an App Manager's client of it, and an app that is live as
/// 1.0.0 (1). Waiting moves the simulator's time.
public final class SimulatedApple implements AutoCloseable {
  public static final String BUNDLE_ID = "com.example.demo";
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final AppStoreConnectSimulator simulator;
  private final SimulatedApp app;
  private final List<CallReport> reports = new CopyOnWriteArrayList<>();
  private ClientOptions options =
      ClientOptions.defaults().withObserver(reports::add).withRandom(new Random(1));

  public SimulatedApple() {
    this(options -> options);
  }

  public SimulatedApple(java.util.function.UnaryOperator<SimulatorOptions> change) {
    simulator =
        AppStoreConnectSimulator.start(
            change.apply(SimulatorOptions.defaults().withClock(SimulatorClock.fixedAt(NOW))));
    app =
        simulator.createApp(
            NewApp.of(BUNDLE_ID, "Demo").liveVersion("1.0.0", "1").locales("en-US", "de-DE"));
  }

  public AppStoreConnectSimulator simulator() {
    return simulator;
  }

  public AppId app() {
    return new AppId(app.id());
  }

  public List<CallReport> reports() {
    return reports;
  }

  public void options(java.util.function.UnaryOperator<ClientOptions> change) {
    options = change.apply(options);
  }

  public AppStoreConnectClient client() {
    return client(KeyRole.APP_MANAGER);
  }

  public AppStoreConnectClient client(KeyRole role) {
    return client(simulator.createKey(role));
  }

  public AppStoreConnectClient client(SimulatedKey key) {
    return client(key, simulator.clock());
  }

  /// A client with a clock of its own.
  public AppStoreConnectClient client(SimulatedKey key, InstantSource clock) {
    Sleeper sleeper = simulator.clock()::advance;
    return new AppStoreConnectClient(
        simulator.baseUri(), new TokenSource(apiKey(key), clock), clock, sleeper, options);
  }

  public static ApiKey apiKey(SimulatedKey key) {
    String armoured = key.privateKeyPem().replaceAll("-----[A-Z ]+-----|\\s", "");
    var privateKey = ApiKey.fromPkcs8(Base64.getDecoder().decode(armoured));
    var keyId = new KeyId(key.keyId());
    return key.kind() == KeyKind.INDIVIDUAL
        ? new ApiKey.IndividualKey(keyId, privateKey)
        : new ApiKey.TeamKey(keyId, new IssuerId(key.issuerId()), privateKey);
  }

  /// Uploads a build all the way to VALID.
  public Build build(AppStoreConnectClient client, String version, String buildNumber) {
    byte[] ipa = ipa(version, buildNumber, 0, Optional.of(false));
    var upload = client.buildUploads().reserve(app(), version, buildNumber, Platform.IOS);
    var file = client.buildUploadFiles().reserve(upload.id(), "Demo.ipa", ipa.length);
    var plan = UploadPlan.of(file.uploadOperations(), ipa.length, PartHosts.appleAndLoopback());
    send(plan, Set.of(), ipa);
    client.buildUploadFiles().commit(file.id(), Duration.ofSeconds(120));
    return settle(client, upload.id());
  }

  public Build settle(AppStoreConnectClient client, BuildUploadId upload) {
    simulator.clock().advance(Duration.ofMinutes(10));
    return client.buildUploads().get(upload).build();
  }

  /// Sends parts with the real transport.
  public UploadResult send(UploadPlan plan, Set<Integer> finished, byte[] ipa) {
    try (var transport = new UrlConnectionTransport()) {
      return new PartUpload(
              transport,
              UploadOptions.defaults(),
              simulator.clock(),
              simulator.clock()::advance,
              new Random(1))
          .run(
              plan,
              finished,
              (offset, length) -> new ByteArrayInputStream(ipa, (int) offset, (int) length),
              PartCheckpoint.none(),
              PartGate.open());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// The smallest archive that passes as an app, with a filling of `padding` random bytes.
  public static byte[] ipa(
      String version, String buildNumber, int padding, Optional<Boolean> encryption) {
    String plist =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <plist version="1.0"><dict>
        <key>CFBundleIdentifier</key><string>%s</string>
        <key>CFBundleShortVersionString</key><string>%s</string>
        <key>CFBundleVersion</key><string>%s</string>
        <key>DTPlatformName</key><string>iphoneos</string>
        <key>MinimumOSVersion</key><string>17.0</string>
        %s
        </dict></plist>
        """
            .formatted(
                BUNDLE_ID,
                version,
                buildNumber,
                encryption
                    .map(uses -> "<key>ITSAppUsesNonExemptEncryption</key><" + uses + "/>")
                    .orElse(""));
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("Payload/Demo.app/Info.plist"));
      zip.write(plist.getBytes(UTF_8));
      var filling = new byte[padding];
      new Random(padding).nextBytes(filling);
      zip.putNextEntry(new ZipEntry("Payload/Demo.app/Demo"));
      zip.write(filling);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// Stops the simulator.
  ///
  /// @throws AssertionError when a call or an answer was not as Apple's contract has it
  @Override
  public void close() {
    simulator.close();
    var violations = simulator.contractViolations();
    if (!violations.isEmpty()) {
      throw new AssertionError("against Apple's contract: " + violations);
    }
  }
}
