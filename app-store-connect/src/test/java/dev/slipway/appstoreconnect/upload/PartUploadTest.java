package dev.slipway.appstoreconnect.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.appstoreconnect.SettableTime;
import dev.slipway.appstoreconnect.upload.PartUpload.FinishedPart;
import dev.slipway.appstoreconnect.upload.PartUpload.PartCheckpoint;
import dev.slipway.appstoreconnect.upload.PartUpload.PartGate;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport;
import dev.slipway.appstoreconnect.upload.PartUpload.PartTransport.PartAnswer;
import dev.slipway.appstoreconnect.upload.UploadResult.RefusalReason;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PartUploadTest {
  private static final URI STORE = URI.create("https://x.object-storage.apple.com/p");
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private final SettableTime time = new SettableTime(NOW);
  private final TestFile file = new TestFile();
  private final Map<Integer, AtomicInteger> puts = new ConcurrentHashMap<>();
  private UploadOptions options = UploadOptions.defaults();

  @Test
  void sendsEveryPartOnceAndRecordsIt() throws Exception {
    var batches = new ArrayList<List<FinishedPart>>();

    var result = run(this::store, plan(250, 10), Set.of(), batches::add, PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(result.finishedParts()).hasSize(25);
    assertThat(batches.stream().flatMap(List::stream).toList())
        .containsExactlyElementsOf(result.finishedParts());
    assertThat(result.finishedParts())
        .allSatisfy(
            part -> assertThat(part.entityTag()).contains(file.md5(part.offset(), part.length())));
    assertThat(puts.values()).allSatisfy(count -> assertThat(count).hasValue(1));
  }

  @Test
  void knowsTheMd5OfPartsFromTheirBytesOrTheirTags() throws Exception {
    var byTags = run(this::store, plan(250, 10), Set.of(), PartCheckpoint.none(), PartGate.open());
    assertThat(byTags.finishedParts())
        .allSatisfy(
            part -> assertThat(part.md5()).isEqualTo(file.md5(part.offset(), part.length())));

    options = options.withMaxInFlight(1);
    var opaque =
        run(
            (operation, body, deadline, askFirst) -> {
              accept(body);
              return new PartAnswer(200, "\"opaque\"", null);
            },
            plan(30, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());
    assertThat(opaque.finishedParts())
        .extracting(FinishedPart::md5)
        .as("the first answer shows that computing more is of no use")
        .containsExactly(file.md5(0, 10), null, null);
  }

  @Test
  void readsEveryByteOnce() throws Exception {
    run(this::store, plan(1000, 64), Set.of(), PartCheckpoint.none(), PartGate.open());

    assertThat(file.bytesRead()).isEqualTo(1000);
  }

  @Test
  void goesOnWhereAnEarlierRunStopped() throws Exception {
    var result =
        run(this::store, plan(50, 10), Set.of(1, 4), PartCheckpoint.none(), PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(puts.keySet()).containsExactlyInAnyOrder(2, 3, 5);
  }

  @Test
  void neverHasMoreThanItsBoundInFlightCountingUnrecordedParts() throws Exception {
    options = options.withMaxInFlight(4);
    var begun = new AtomicInteger();
    var recorded = new AtomicInteger();
    var most = new AtomicInteger();

    var result =
        run(
            (operation, body, _, _) -> {
              most.accumulateAndGet(begun.incrementAndGet() - recorded.get(), Math::max);
              Thread.yield();
              return store(operation, body, Duration.ZERO, false);
            },
            plan(400, 4),
            Set.of(),
            parts -> recorded.addAndGet(parts.size()) > 0,
            PartGate.open());

    assertThat(result.finishedParts()).hasSize(100);
    assertThat(most.get()).isLessThanOrEqualTo(4);
  }

  @Test
  void reallySendsInParallel() throws Exception {
    var allThere = new CountDownLatch(8);

    var result =
        run(
            (operation, body, _, _) -> {
              allThere.countDown();
              await(allThere);
              return store(operation, body, Duration.ZERO, false);
            },
            plan(8, 1),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
  }

  @Test
  void writesCheckpointsOneAtATimeOnTheCallingThread() throws Exception {
    var inside = new AtomicBoolean();
    var caller = Thread.currentThread();

    run(
        this::store,
        plan(100, 1),
        Set.of(),
        _ -> {
          assertThat(inside.compareAndSet(false, true)).isTrue();
          assertThat(Thread.currentThread()).isSameAs(caller);
          inside.set(false);
          return true;
        },
        PartGate.open());
  }

  @Test
  void sendsAPartAgainAfterPassingTrouble() throws Exception {
    options = options.withTriesPerPart(4);
    var result =
        run(
            (operation, body, _, _) ->
                switch (puts(operation)) {
                  case 1 -> new PartAnswer(503, null, null);
                  case 2 -> new PartAnswer(429, null, Duration.ofSeconds(7));
                  case 3 -> throw new PartConnectionException("cut");
                  default -> accept(body);
                },
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(time.slept()).hasSize(3).contains(Duration.ofSeconds(7));
    assertThat(time.slept().getFirst()).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
  }

  @Test
  void asksFirstAfterACutConnection() throws Exception {
    var asked = new ArrayList<Boolean>();

    run(
        (operation, body, _, askFirst) -> {
          asked.add(askFirst);
          if (puts(operation) == 1) {
            throw new PartConnectionException("cut");
          }
          return accept(body);
        },
        plan(10, 10),
        Set.of(),
        PartCheckpoint.none(),
        PartGate.open());

    assertThat(asked).containsExactly(false, true);
  }

  @Test
  void grantsTimeByTheSizeOfThePart() throws Exception {
    var deadlines = new ArrayList<Duration>();

    run(
        (_, body, deadline, _) -> {
          deadlines.add(deadline);
          return accept(body);
        },
        plan(1 << 20, 1 << 20),
        Set.of(),
        PartCheckpoint.none(),
        PartGate.open());

    assertThat(deadlines).containsExactly(Duration.ofSeconds(60 + 16));
  }

  @Test
  void refusesAfterAllTries() throws Exception {
    options = options.withTriesPerPart(3);

    var result =
        run(
            (operation, _, _, _) -> {
              puts(operation);
              return new PartAnswer(500, null, null);
            },
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result)
        .isEqualTo(new UploadResult.Refused(List.of(), 1, RefusalReason.TRIES_EXHAUSTED, 500));
    assertThat(puts.get(1)).hasValue(3);
  }

  @Test
  void refusesAtOnceWhatNoRepetitionMends() throws Exception {
    options = options.withMaxInFlight(1);

    var result =
        run(
            (operation, body, _, _) ->
                operation.partNumber() == 2
                    ? new PartAnswer(301, null, null)
                    : store(operation, body, Duration.ZERO, false),
            plan(50, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result)
        .isInstanceOfSatisfying(
            UploadResult.Refused.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo(RefusalReason.STATUS);
              assertThat(refused.status()).isEqualTo(301);
              assertThat(refused.finishedParts()).hasSize(1);
            });
    assertThat(puts.keySet()).containsExactly(1);
  }

  @Test
  void tellsAnExpiredAddressApart() throws Exception {
    var result =
        run(
            (_, _, _, _) -> new PartAnswer(403, null, null),
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isEqualTo(new UploadResult.Expired(List.of(), 1));
  }

  @Test
  void doesNotTryAnAddressThatExpired() throws Exception {
    var expired = new UploadOperation(1, "PUT", STORE, 0, 10, List.of(), NOW, null);

    var result =
        run(
            this::store,
            UploadPlan.of(List.of(expired), 10, PartHosts.apple()),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isEqualTo(new UploadResult.Expired(List.of(), 1));
    assertThat(puts).isEmpty();
  }

  @Test
  void sendsAgainWhatArrivedWithAnotherChecksum() throws Exception {
    var result =
        run(
            (operation, body, _, _) ->
                puts(operation) == 1
                    ? new PartAnswer(200, "\"00000000000000000000000000000000\"", null)
                    : accept(body),
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(puts.get(1)).hasValue(2);
  }

  @Test
  void refusesWhenTheChecksumStaysWrong() throws Exception {
    var result =
        run(
            (_, body, _, _) -> {
              body.readAllBytes();
              return new PartAnswer(200, "\"00000000000000000000000000000000\"", null);
            },
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result)
        .isEqualTo(new UploadResult.Refused(List.of(), 1, RefusalReason.CHECKSUM_MISMATCH, 200));
  }

  @Test
  void acceptsEntityTagsThatAreNoChecksum() throws Exception {
    for (String tag : List.of("\"abc-3\"", "W/\"17\"", "")) {
      var result =
          run(
              (_, body, _, _) -> {
                body.readAllBytes();
                return new PartAnswer(200, tag, null);
              },
              plan(10, 10),
              Set.of(),
              PartCheckpoint.none(),
              PartGate.open());

      assertThat(result).isInstanceOf(UploadResult.Finished.class);
    }
  }

  @Test
  void checksTagsAgainWhenAStoreBeginsToAnswerWithChecksums() throws Exception {
    options = options.withMaxInFlight(1);

    var result =
        run(
            (operation, body, _, _) -> {
              int put = puts(operation);
              body.readAllBytes();
              boolean isOtherChecksum = operation.partNumber() > 1 && put == 1;
              return new PartAnswer(200, isOtherChecksum ? "0".repeat(32) : "opaque", null);
            },
            plan(30, 10),
            Set.of(),
            PartCheckpoint.none(),
            PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(puts.get(2)).as("no checksum was taken: nothing to compare").hasValue(1);
    assertThat(puts.get(3)).as("compared, because the part before had a checksum").hasValue(2);
  }

  @Test
  void stopsTakingPartsWhenTheGateCloses() throws Exception {
    options = options.withMaxInFlight(1);
    var left = new AtomicInteger(3);

    var result =
        run(
            this::store,
            plan(100, 10),
            Set.of(),
            PartCheckpoint.none(),
            _ -> left.getAndDecrement() > 0);

    assertThat(result).isInstanceOf(UploadResult.Stopped.class);
    assertThat(result.finishedParts())
        .extracting(FinishedPart::partNumber)
        .containsExactly(1, 2, 3);
  }

  @Test
  void doesNotTryAgainWhenTheGateCloses() throws Exception {
    var open = new AtomicBoolean(true);

    var result =
        run(
            (operation, _, _, _) -> {
              puts(operation);
              open.set(false);
              return new PartAnswer(503, null, null);
            },
            plan(10, 10),
            Set.of(),
            PartCheckpoint.none(),
            _ -> open.get());

    assertThat(result).isEqualTo(new UploadResult.Stopped(List.of()));
    assertThat(puts.get(1)).hasValue(1);
  }

  @Test
  void tellsTheGateHowLongTheSlowestPartTook() throws Exception {
    options = options.withMaxInFlight(1);
    var told = new ArrayList<Duration>();

    run(
        this::store,
        plan(30, 10),
        Set.of(),
        PartCheckpoint.none(),
        slowest -> {
          told.add(slowest);
          return true;
        });

    assertThat(told.getFirst()).isZero();
    assertThat(told.getLast()).isPositive();
  }

  @Test
  void refusesWhenTheFileHasChanged() throws Exception {
    var result =
        new PartUpload(this::store, options, time, time, new Random(1))
            .run(
                plan(10, 10),
                Set.of(),
                (_, _) -> {
                  throw new SourceChangedException("another version");
                },
                PartCheckpoint.none(),
                PartGate.open());

    assertThat(result)
        .isEqualTo(new UploadResult.Refused(List.of(), 1, RefusalReason.SOURCE_CHANGED, 0));
  }

  @Test
  void opensTheSourceAgainWhenReadingFails() throws Exception {
    var opened = new AtomicInteger();

    var result =
        new PartUpload(this::store, options, time, time, new Random(1))
            .run(
                plan(10, 10),
                Set.of(),
                (offset, length) -> {
                  if (opened.incrementAndGet() == 1) {
                    throw new IOException("reset");
                  }
                  return file.open(offset, length);
                },
                PartCheckpoint.none(),
                PartGate.open());

    assertThat(result).isInstanceOf(UploadResult.Finished.class);
    assertThat(opened).hasValue(2);
  }

  @Test
  void saysWhyTheSourceCannotBeRead() throws Exception {
    var cause = new IOException("reset");

    var result =
        new PartUpload(this::store, options, time, time, new Random(1))
            .run(
                plan(10, 10),
                Set.of(),
                (_, _) -> {
                  throw cause;
                },
                PartCheckpoint.none(),
                PartGate.open());

    assertThat(result)
        .isEqualTo(
            new UploadResult.Refused(List.of(), 1, RefusalReason.SOURCE_UNREADABLE, 0, cause));
  }

  @Test
  void endsWithTheCheckpointsExceptionAndCutsTheRest() {
    options = options.withMaxInFlight(2);
    var never = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                run(
                    (operation, body, _, _) -> {
                      if (operation.partNumber() == 2) {
                        try {
                          never.await();
                        } catch (InterruptedException e) {
                          interrupted.countDown();
                          Thread.currentThread().interrupt();
                          throw new PartConnectionException("interrupted");
                        }
                      }
                      return store(operation, body, Duration.ZERO, false);
                    },
                    plan(20, 10),
                    Set.of(),
                    _ -> {
                      throw new IllegalStateException("lost the lease");
                    },
                    PartGate.open()))
        .hasMessage("lost the lease");

    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void endsWhenTheCheckpointSaysSoAndCutsTheRest() throws Exception {
    options = options.withMaxInFlight(2);
    var never = new CountDownLatch(1);
    var interrupted = new CountDownLatch(1);

    var result =
        run(
            (operation, body, _, _) -> {
              if (operation.partNumber() == 2) {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  interrupted.countDown();
                  Thread.currentThread().interrupt();
                  throw new PartConnectionException("interrupted");
                }
              }
              return store(operation, body, Duration.ZERO, false);
            },
            plan(20, 10),
            Set.of(),
            _ -> false,
            PartGate.open());

    assertThat(result)
        .isInstanceOfSatisfying(
            UploadResult.Stopped.class,
            stopped ->
                assertThat(stopped.finishedParts())
                    .as("what was recorded")
                    .extracting(FinishedPart::partNumber)
                    .containsExactly(1));
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void passesOnAnExceptionOfTheSource() {
    assertThatThrownBy(
            () ->
                new PartUpload(this::store, options, time, time, new Random(1))
                    .run(
                        plan(10, 10),
                        Set.of(),
                        (_, _) -> {
                          throw new IllegalArgumentException("a bug");
                        },
                        PartCheckpoint.none(),
                        PartGate.open()))
        .hasMessage("a bug");
  }

  @Test
  void losesNoPartWhateverGoesWrong() throws Exception {
    long seed = System.nanoTime();
    var random = new Random(seed);
    for (int round = 0; round < 30; round++) {
      var stored = ConcurrentHashMap.<Integer>newKeySet();
      var recorded = new HashSet<Integer>();
      UploadResult result;
      int runs = 0;
      do {
        var gateLeft = new AtomicInteger(5 + random.nextInt(20));
        long dice = random.nextLong();
        result =
            new PartUpload(
                    (operation, body, _, _) -> {
                      int roll =
                          Math.floorMod(
                              dice * 31 + operation.partNumber() * 17L + puts(operation), 10);
                      if (roll == 0) {
                        throw new PartConnectionException("cut");
                      }
                      if (roll == 1) {
                        return new PartAnswer(503, null, null);
                      }
                      var answer = accept(body);
                      stored.add(operation.partNumber());
                      return answer;
                    },
                    options,
                    time,
                    time,
                    new Random(seed))
                .run(
                    plan(40, 1),
                    Set.copyOf(recorded),
                    file,
                    parts -> {
                      parts.forEach(part -> recorded.add(part.partNumber()));
                      return true;
                    },
                    _ -> gateLeft.getAndDecrement() > 0);
        assertThat(stored).as("seed %d", seed).containsAll(recorded);
      } while (!(result instanceof UploadResult.Finished) && ++runs < 100);

      assertThat(recorded).as("seed %d", seed).hasSize(40);
    }
  }

  private UploadResult run(
      PartTransport transport,
      UploadPlan plan,
      Set<Integer> finished,
      PartCheckpoint checkpoint,
      PartGate gate)
      throws InterruptedException {
    return new PartUpload(transport, options, time, time, new Random(1))
        .run(plan, finished, file, checkpoint, gate);
  }

  private static UploadPlan plan(long sizeBytes, long partBytes) {
    return UploadPlan.of(
        TestFile.operations(STORE, sizeBytes, partBytes), sizeBytes, PartHosts.apple());
  }

  private PartAnswer store(
      UploadOperation operation, InputStream body, Duration deadline, boolean askFirst)
      throws IOException {
    puts(operation);
    return accept(body);
  }

  private int puts(UploadOperation operation) {
    return puts.computeIfAbsent(operation.partNumber(), _ -> new AtomicInteger()).incrementAndGet();
  }

  private static PartAnswer accept(InputStream body) throws IOException {
    try {
      var digest = MessageDigest.getInstance("MD5");
      digest.update(body.readAllBytes());
      return new PartAnswer(200, "\"" + HexFormat.of().formatHex(digest.digest()) + "\"", null);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
