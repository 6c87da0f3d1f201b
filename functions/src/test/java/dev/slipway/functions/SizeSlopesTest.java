package dev.slipway.functions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.aws.LocalAwsFixture;
import dev.slipway.connections.ConnectionId;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.functions.connectioncheck.ConnectionCheckHandler;
import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.releases.ReleaseId;
import dev.slipway.releases.model.ReleaseRecord;
import dev.slipway.releases.model.desired.Drop;
import dev.slipway.state.StateKeys;
import dev.slipway.state.StateStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;

/// Time and S3 requests against size, over HTTP: what goes over many must cost what it has to do,
/// not what there is. `-Dsizes.whole=true` measures the sizes of docs/reliability.md, otherwise a
/// fortieth of them; the lines are left in `target/sizes.txt`, which `make sizes` prints.
@Tag("proof")
class SizeSlopesTest {
  private static final boolean WHOLE = Boolean.getBoolean("sizes.whole");
  private static final Path LINES = Path.of("target/sizes.txt");
  private static final String DROP_SWEEP =
      "{\"source\":\"slipway.schedule\",\"detail-type\":\"drop-sweep\"}";
  private static final String CHECK_ALL =
      "{\"source\":\"slipway.schedule\",\"detail-type\":\"check-all\"}";
  private static final int PAGE = 1_000;
  private static final int DUE_PAGE = 100;
  private static final int AT_ONCE = 16;
  private static final StringBuilder REPORT = new StringBuilder();

  @TempDir Path directory;

  /// What one size cost.
  ///
  /// @param size how many there were
  private record Cost(int size, long lists, long requests, double millis) {
    double requestsEach() {
      return requests / (double) size;
    }

    double millisEach() {
      return millis / size;
    }
  }

  @AfterAll
  static void writeDown() throws IOException {
    Files.writeString(LINES, REPORT);
  }

  @Test
  void aRoundOverDropsCostsAThousandthOfAListingForEach() throws Exception {
    int young = size(100);
    var few = drops(size(1_000), young);
    var many = drops(size(10_000), young);

    report("drops", few, many);
    for (Cost cost : List.of(few, many)) {
      assertThat(cost.lists).isEqualTo((cost.size + young + PAGE - 1) / PAGE);
      assertThat(cost.requests)
          .as("position twice, listing, one record for each that came since the round before")
          .isEqualTo(2 + cost.lists + young);
    }
  }

  @Test
  void aSweepCostsWhatIsDueAndNotWhatIsOpen() throws Exception {
    int due = size(100);
    var few = open(size(1_000), due);
    var many = open(size(10_000), due);
    var more = open(size(1_000), 2 * due);

    report("open", few, many);
    report("due", due(few, due), due(more, 2 * due));
    assertThat(many.requests).isEqualTo(few.requests);
    assertThat(many.lists)
        .as("what is due, and what is followed")
        .isLessThanOrEqualTo(due / DUE_PAGE + 2);
    assertThat(more.requests).isBetween(few.requests, 2 * few.requests + 1);
  }

  @Test
  void aDayOfChecksCostsTheSameForEachConnection() throws Exception {
    var few = connections(WHOLE ? 250 : 20);
    var many = connections(WHOLE ? 1_000 : 60);

    report("connections", few, many);
    // The copies have one key, so they meet at its budget now and then.
    assertThat(many.requestsEach()).isLessThanOrEqualTo(1.5 * few.requestsEach());
    // One each: due connections, those to be removed, connect links, markers of quotas, what
    // leaves.
    assertThat(many.lists).as("pages of 200").isLessThanOrEqualTo(5 + many.size / 200);
  }

  private static int size(int whole) {
    return WHOLE ? whole : whole / 40;
  }

  /// Drops that were released long ago, some that were yesterday.
  private Cost drops(int old, int young) throws Exception {
    try (var functions = new ReleaseFunctions(fresh())) {
      var aws = functions.fixture().aws();
      var s3 = aws.clients().s3();
      IntFunction<PutObjectResponse> put =
          i ->
              s3.putObject(
                  request -> request.bucket(LocalAwsFixture.DROPS).key(key(functions, i)),
                  RequestBody.empty());
      all(old, put);
      functions.fixture().clock().advance(Duration.ofHours(27));
      var state = aws.state();
      all(
          young,
          i -> {
            var version = put.apply(old + i).versionId();
            var id = ReleaseId.of(LocalAwsFixture.DROPS, key(functions, old + i), version);
            state.put(StateKeys.release(id), Map.of());
            return id;
          });
      functions.fixture().clock().advance(Duration.ofMinutes(20));
      Runnable round = () -> functions.intake(DROP_SWEEP, () -> 900_000);
      // The quickest of several rounds, which are alike: what the machine does beside is not
      // theirs.
      var cost =
          IntStream.range(0, 4)
              .mapToObj(
                  _ -> {
                    state.delete(StateKeys.DROP_SWEEP);
                    return cost(functions.fixture(), old, round);
                  })
              .min(Comparator.comparingDouble(Cost::millis))
              .orElseThrow();
      assertThat(functions.fixture().log()).contains("\"found\":0");
      return cost;
    }
  }

  private static String key(ReleaseFunctions functions, int i) {
    return functions.connection() + "/App " + i + ".ipa";
  }

  /// Releases that wait for tomorrow, and some that are due.
  private Cost open(int open, int due) throws Exception {
    try (var functions = new ReleaseFunctions(fresh())) {
      var now = functions.fixture().clock().instant();
      var connection = new ConnectionId(functions.connection());
      all(
          open,
          i -> {
            var ipa = new ObjectVersion(key(functions, i), "v1", "\"e\"", 10);
            var id = ReleaseId.of(LocalAwsFixture.DROPS, ipa.key(), ipa.versionId());
            return functions
                .releases()
                .create(
                    ReleaseRecord.received(
                        id,
                        connection,
                        "anna",
                        new Drop(LocalAwsFixture.DROPS, Drop.Kind.BARE_IPA, ipa, now),
                        now,
                        i < due ? now : now.plus(Duration.ofDays(1))));
          });
      var cost = cost(functions.fixture(), open, () -> functions.sweep(() -> 300_000));
      assertThat(functions.fixture().log()).contains("\"due\":" + due);
      return cost;
    }
  }

  /// The same seen from those that were due.
  private static Cost due(Cost cost, int due) {
    return new Cost(due, cost.lists, cost.requests, cost.millis);
  }

  private Cost connections(int count) throws Exception {
    var together = new Together();
    try (var functions = new ReleaseFunctions(fresh(), together)) {
      var fixture = functions.fixture();
      copies(functions, count - 1);
      var check =
          new ConnectionCheckHandler(
              ReleaseFunctions.without(functions.environment(), "SLIPWAY_PART_HOSTS"),
              fixture.clock());
      together.arm();
      var cost = cost(fixture, count, () -> fixture.invoke(check, CHECK_ALL, 300_000));
      assertThat(together.most()).isEqualTo(AT_ONCE);
      assertThat(fixture.log()).contains("\"count\":" + count, "\"finished\":true");
      return cost;
    }
  }

  /// Counts the calls that are made at once. Holds the first sixteen until all of them are there,
  /// and a moment longer, in case there come more.
  private static final class Together implements Runnable {
    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(AT_ONCE);
    private final CountDownLatch tooMany = new CountDownLatch(AT_ONCE + 1);
    private volatile boolean armed;

    void arm() {
      armed = true;
    }

    int most() {
      return most.get();
    }

    @Override
    public void run() {
      if (!armed) {
        return;
      }
      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
      enough.countDown();
      tooMany.countDown();
      try {
        boolean came = enough.await(1, TimeUnit.MINUTES);
        boolean more = came && tooMany.await(50, TimeUnit.MILLISECONDS);
        most.accumulateAndGet(more ? inside.get() : 0, Math::max);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } finally {
        inside.decrementAndGet();
      }
    }
  }

  /// Records and secrets of other tenants, copied from the one connection.
  private static void copies(ReleaseFunctions functions, int count) throws Exception {
    var aws = functions.fixture().aws();
    StateStore state = aws.state();
    var secrets = aws.clients().secretsManager();
    var record =
        state.read("connections/" + functions.connection() + ".json").orElseThrow().document();
    String secret =
        secrets
            .getSecretValue(get -> get.secretId(LocalAwsFixture.SECRETS + functions.connection()))
            .secretString();
    all(
        count,
        i -> {
          var id = ConnectionId.of("tenant-" + i, record.string("issuerId"));
          var copy = new LinkedHashMap<>(record.asMap());
          copy.put("id", id.value());
          copy.put("tenant", "tenant-" + i);
          state.create(StateKeys.connection(id), copy);
          return secrets.createSecret(
              create -> create.name(LocalAwsFixture.SECRETS + id).secretString(secret));
        });
  }

  private static <T> void all(int count, IntFunction<T> work) throws Exception {
    try (var threads = Executors.newFixedThreadPool(8)) {
      var jobs =
          IntStream.range(0, count).mapToObj(i -> (Callable<T>) () -> work.apply(i)).toList();
      for (var done : threads.invokeAll(jobs)) {
        done.get();
      }
    }
  }

  private Path fresh() throws IOException {
    return Files.createTempDirectory(directory, "size");
  }

  private static Cost cost(FunctionFixture fixture, int size, Runnable work) {
    var log = fixture.aws().aws().requests();
    log.clear();
    long begin = System.nanoTime();
    work.run();
    double millis = (System.nanoTime() - begin) / 1e6;
    return new Cost(
        size,
        log.count((RecordedRequest request) -> request.operation().startsWith("List")),
        log.count((RecordedRequest request) -> request.service().equals("s3")),
        millis);
  }

  private static synchronized void report(String what, Cost few, Cost many) {
    for (Cost cost : List.of(few, many)) {
      REPORT.append(
          String.format(
              Locale.ROOT,
              "sizes: %s=%d list_requests=%d requests=%d requests_each=%.4f ms=%.0f ms_each=%.3f%n",
              what,
              cost.size,
              cost.lists,
              cost.requests,
              cost.requestsEach(),
              cost.millis,
              cost.millisEach()));
    }
    REPORT.append(
        String.format(
            Locale.ROOT,
            "sizes: %s slope: size=x%.1f requests=x%.2f ms=x%.2f%n",
            what,
            many.size / (double) few.size,
            many.requests / (double) few.requests,
            many.millis / few.millis));
  }
}
