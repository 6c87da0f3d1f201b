package dev.slipway.fuzz;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// Damaged samples and noise in large numbers. A case that throws, takes a second of processor
/// time, allocates more than the bound or does not end fails the test and names its seed:
/// `-Dslipway.fuzz.seed=<seed> -Dslipway.fuzz.case=<n>` makes that case again and no other.
///
/// One case in eight is no sample at all but words of the input's own grammar in any order.
public final class Fuzz {
  private static final long SLOWEST_NANOS = 1_000_000_000L;
  private static final long HANGING_NANOS = 60_000_000_000L;

  /// Half of a 64 MiB heap: what one case allocates in all, garbage counted.
  private static final long MOST_BYTES = 32L << 20;

  private static final AtomicLong ALL_CASES = new AtomicLong();
  private static final AtomicLong SLOWEST_OF_ALL = new AtomicLong();
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// What is tried with each input.
  public interface Attempt {
    /// Whether the input was taken; throws for nothing but a fault of the reader.
    boolean takes(byte[] input) throws Exception;
  }

  private final String what;
  private final List<byte[]> samples;
  private final List<byte[]> words;
  private final long seed =
      Long.getLong("slipway.fuzz.seed", Long.getLong("tests.seed", System.nanoTime()));
  private volatile long began = System.nanoTime();
  private volatile @Nullable Throwable failure;
  private int refused;
  private long slowest;
  private long most;

  private Fuzz(String what, List<byte[]> samples, String grammar) {
    this.what = what;
    this.samples = samples;
    this.words =
        Arrays.stream(grammar.split("\\s+"))
            .map(word -> word.getBytes(StandardCharsets.UTF_8))
            .toList();
  }

  /// Tries so many cases.
  ///
  /// @param grammar words of the input's grammar, apart by white space
  /// @return how many were refused
  public static int run(
      String what, int cases, List<byte[]> samples, String grammar, Attempt attempt)
      throws InterruptedException {
    return new Fuzz(what, samples, grammar).run(cases, attempt);
  }

  private int run(int cases, Attempt attempt) throws InterruptedException {
    @Nullable Integer only = Integer.getInteger("slipway.fuzz.case");
    var worker =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  for (int i = 0; i < cases && failure == null; i++) {
                    if (only == null || only == i) {
                      one(i, attempt);
                    }
                  }
                });
    while (worker.isAlive() && System.nanoTime() - began < HANGING_NANOS) {
      worker.join(100);
    }
    if (worker.isAlive()) {
      var hanging = new AssertionError(what + " does not end, seed " + seed);
      hanging.setStackTrace(worker.getStackTrace());
      throw hanging;
    }
    if (failure != null) {
      throw new AssertionError(what, failure);
    }
    System.out.printf(
        "fuzz: %s cases=%d refused=%d slowest_ms=%d most_kib=%d seed=%d%n",
        what, cases, refused, slowest / 1_000_000, most >> 10, seed);
    System.out.printf(
        "fuzz: cases=%d slowest_ms=%d%n",
        ALL_CASES.addAndGet(cases),
        SLOWEST_OF_ALL.accumulateAndGet(slowest, Math::max) / 1_000_000);
    return refused;
  }

  private void one(int number, Attempt attempt) {
    byte[] input = input(new Random(seed ^ number * 0x9E37_79B9_7F4A_7C15L));
    began = System.nanoTime();
    long processor = THREADS.getCurrentThreadCpuTime();
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    String name = "case " + number + " of -Dslipway.fuzz.seed=" + seed;
    try {
      if (!attempt.takes(input)) {
        refused++;
      }
      long took = THREADS.getCurrentThreadCpuTime() - processor;
      long bytes = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      slowest = Math.max(slowest, took);
      most = Math.max(most, bytes);
      if (took > SLOWEST_NANOS || bytes > MOST_BYTES) {
        failure = new AssertionError(name + " took " + took + " ns and " + bytes + " bytes");
      }
    } catch (Exception | AssertionError | StackOverflowError | OutOfMemoryError e) {
      failure = new AssertionError(name, e);
    }
  }

  private byte[] input(Random random) {
    if (random.nextInt(8) == 0) {
      var noise = new ByteArrayOutputStream();
      for (int left = 1 + random.nextInt(60); left > 0; left--) {
        noise.writeBytes(words.get(random.nextInt(words.size())));
      }
      return noise.toByteArray();
    }
    byte[] bytes = samples.get(random.nextInt(samples.size())).clone();
    for (int left = 1 + random.nextInt(5); left > 0 && bytes.length > 0; left--) {
      bytes = damaged(bytes, random);
    }
    return bytes;
  }

  private byte[] damaged(byte[] bytes, Random random) {
    // What decides often stands at the end, as the directory of an archive does.
    int at =
        random.nextInt(3) == 0
            ? Math.max(0, bytes.length - 1 - random.nextInt(100))
            : random.nextInt(bytes.length);
    switch (random.nextInt(10)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt(256);
      case 2 -> {
        byte value = (byte) List.of(0, 1, 0x7F, 0x80, 0xFF).get(random.nextInt(5)).intValue();
        Arrays.fill(bytes, at, Math.min(bytes.length, at + (1 << random.nextInt(4))), value);
      }
      case 3 -> {
        return Arrays.copyOf(bytes, at);
      }
      case 4 -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
        System.arraycopy(bytes, from, bytes, at, length);
      }
      case 5 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(40));
        return joined(bytes, at, new byte[0], end);
      }
      case 6 -> {
        int end = Math.min(bytes.length, at + 1 + random.nextInt(200));
        byte[] piece = Arrays.copyOfRange(bytes, at, end);
        var often = new ByteArrayOutputStream();
        for (int times = 1 + random.nextInt(20); times > 0; times--) {
          often.writeBytes(piece);
        }
        return joined(bytes, at, often.toByteArray(), at);
      }
      case 7 -> {
        byte[] noise = new byte[1 + random.nextInt(8)];
        random.nextBytes(noise);
        return joined(bytes, at, noise, at);
      }
      default -> {
        byte[] word = words.get(random.nextInt(words.size()));
        return joined(bytes, at, word, Math.min(bytes.length, at + random.nextInt(8)));
      }
    }
    return bytes;
  }

  private static byte[] joined(byte[] bytes, int until, byte[] between, int from) {
    byte[] joined = Arrays.copyOf(bytes, until + between.length + bytes.length - from);
    System.arraycopy(between, 0, joined, until, between.length);
    System.arraycopy(bytes, from, joined, until + between.length, bytes.length - from);
    return joined;
  }
}
