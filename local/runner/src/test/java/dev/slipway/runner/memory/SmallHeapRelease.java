package dev.slipway.runner.memory;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.auth.ApiKey;
import dev.slipway.appstoreconnect.auth.IssuerId;
import dev.slipway.appstoreconnect.auth.KeyId;
import dev.slipway.appstoreconnect.auth.TokenSource;
import dev.slipway.appstoreconnect.http.ClientOptions;
import dev.slipway.appstoreconnect.http.Sleeper;
import dev.slipway.appstoreconnect.upload.PartHosts;
import dev.slipway.appstoreconnect.upload.PartUpload;
import dev.slipway.appstoreconnect.upload.UploadOptions;
import dev.slipway.appstoreconnect.upload.UrlConnectionTransport;
import dev.slipway.aws.AwsClients;
import dev.slipway.aws.Backoff;
import dev.slipway.aws.S3StateStore;
import dev.slipway.budgets.Allowance;
import dev.slipway.connections.ConnectionId;
import dev.slipway.connections.ConnectionStore;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.actions.AppleAccounts;
import dev.slipway.releases.lane.LaneStore;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.ReleaseState;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.releases.reconcile.Invocation;
import dev.slipway.releases.reconcile.Reach;
import dev.slipway.releases.reconcile.Reconciler;
import dev.slipway.releases.slots.UploadSlots;
import dev.slipway.releases.store.ReleaseStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.random.RandomGenerator;

/// What the function release-upload does, put together as its handler does it, but with a drop that
/// is made while it is read. Runs in a process of its own, whose heap is small.
final class SmallHeapRelease {
  static final String STATE_BUCKET = "state";

  /// Begins a line for the test that started this.
  static final String RESULT = "RESULT ";

  private static final int MOST_PASSES = 20;

  private SmallHeapRelease() {}

  /// @param arguments address of App Store Connect, Key ID, Issuer ID, and which way the
  ///   screenshots take; the key comes on standard input, AWS from the environment
  public static void main(String[] arguments) throws Exception {
    String pem = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    var key =
        new ApiKey.TeamKey(
            new KeyId(arguments[1]),
            new IssuerId(arguments[2]),
            ApiKey.fromPkcs8(
                Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""))));
    var clock = new JumpingClock(URI.create(arguments[0]));
    var apple =
        new AppStoreConnectClient(
            URI.create(arguments[0]),
            new TokenSource(key, clock),
            clock,
            Sleeper.real(),
            ClientOptions.defaults());
    var connection = ConnectionId.of("alice", arguments[2]);
    var drop = new ManyScreenshots(connection.value() + "/1.1/", arguments[3]);
    ReleaseState state = release(apple, connection, drop, clock);
    System.out.println(RESULT + state + " " + drop.readBytes() + " " + peakHeap());
    System.exit(0);
  }

  private static ReleaseState release(
      AppStoreConnectClient apple,
      ConnectionId connection,
      ManyScreenshots drop,
      JumpingClock clock)
      throws Exception {
    var s3 = AwsClients.from(System.getenv()).s3();
    var store = new S3StateStore(s3, STATE_BUCKET, Backoff.sleeping());
    var releases = new ReleaseStore(store, clock);
    var upload =
        new PartUpload(
            new UrlConnectionTransport(),
            UploadOptions.defaults(),
            clock,
            Sleeper.real(),
            RandomGenerator.getDefault());
    AppleAccounts accounts =
        (_, _) -> new AppleAccounts.Account.Usable(apple, Allowance.unlimited(), true, false);
    var intake =
        new Reconciler(
            releases,
            new LaneStore(store),
            accounts,
            Reach.Intake.of(drop, (_, _) -> {}, store, new ConnectionStore(store, clock), clock),
            clock);
    var uploading =
        new Reconciler(
            releases,
            new LaneStore(store),
            accounts,
            Reach.DropsAndApple.of(
                drop,
                store,
                upload,
                PartHosts.appleAndLoopback(),
                new UploadSlots(store, releases, 1, clock),
                clock),
            clock);
    var trigger = drop.newest(connection.value() + "/1.1/release.json").orElseThrow();
    var id = ReleaseId.of("drops", trigger.key(), trigger.versionId());
    releases.create(
        ReleaseRecord.received(
            id,
            connection,
            "alice",
            new Drop("drops", Drop.Kind.FOLDER, trigger, clock.instant()),
            clock.instant(),
            clock.instant()));
    for (int pass = 1; ; pass++) {
      var invocation = new Invocation("pass-" + pass, () -> Duration.ofMinutes(15));
      intake.reconcile(id, invocation);
      uploading.reconcile(id, invocation);
      var release = releases.read(id).orElseThrow().value();
      boolean rests = !release.state().isOpen() || release.state() == ReleaseState.PREPARED;
      if (rests || pass == MOST_PASSES) {
        if (release.status().problem() != null) {
          System.err.println(release.status().problem());
        }
        return release.state();
      }
      clock.jumpTo(release.status().nextCheckAt());
    }
  }

  /// The most that was ever in use of the heap, in bytes.
  private static long peakHeap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }

  /// Real time, but for the jumps to what is due next, which the simulator's clock makes too: else
  /// Apple's processing would take real time, and the passes none.
  private static final class JumpingClock implements InstantSource {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI simulatorClock;
    private volatile Duration ahead = Duration.ZERO;

    JumpingClock(URI simulator) {
      this.simulatorClock = simulator.resolve("/admin/clock");
    }

    @Override
    public Instant instant() {
      return Instant.now().plus(ahead);
    }

    void jumpTo(Instant due) throws IOException, InterruptedException {
      Duration left = Duration.between(instant(), due);
      if (left.isPositive()) {
        ahead = ahead.plus(left);
        advanceSimulator(left);
      }
    }

    private void advanceSimulator(Duration by) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(simulatorClock)
              .header("X-Slipway-Admin", "1")
              .POST(HttpRequest.BodyPublishers.ofString("{\"advance\": \"" + by + "\"}"))
              .build();
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() / 100 != 2) {
        throw new IOException("the simulator's clock did not advance: " + answer.body());
      }
    }
  }
}
