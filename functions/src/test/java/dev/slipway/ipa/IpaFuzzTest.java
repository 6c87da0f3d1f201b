package dev.slipway.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged input in large numbers: it is read, or it is a named fault; nothing else ever comes out.
class IpaFuzzTest {
  private static final int CASES = 6_000;

  @Test
  void damagedArchivesAreReadOrNamed() {
    ZipBuilder zip64 = IpaReaderTest.sample();
    zip64.add("Payload/Sample.app/Zip64", "x").withZip64();
    zip64.zip64End = true;
    var described = new ZipBuilder();
    described
        .add("Payload/Sample.app/Info.plist", Plists.xml(Plists.info("com.example.described")))
        .withDataDescriptor();
    described.comment = new byte[300];
    byte[][] seeds = {IpaReaderTest.sample().build(), zip64.build(), described.build()};

    fuzz("archive", seeds, bytes -> IpaReader.read(new CountingRanges(bytes)));
  }

  @Test
  void damagedPropertyListsAreReadOrNamed() {
    byte[][] seeds = {
      Plists.binary(Plists.info("com.example.binary")), Plists.xml(Plists.info("com.example.xml"))
    };

    fuzz(
        "property list",
        seeds,
        bytes ->
            new InfoPlist(PropertyListReader.topDictionary(bytes))
                .toAppBundle("Payload/x", BinaryInspection.nothing()));
  }

  private interface Attempt {
    void run(byte[] bytes) throws Exception;
  }

  private static void fuzz(String what, byte[][] seeds, Attempt attempt) {
    long seed = Long.getLong("slipway.fuzz.seed", System.nanoTime());
    System.out.println("fuzzing " + what + ", -Dslipway.fuzz.seed=" + seed);
    var random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < CASES; i++) {
      byte[] mutated = mutate(seeds[random.nextInt(seeds.length)], random);
      long start = System.nanoTime();
      try {
        attempt.run(mutated);
      } catch (IpaUnreadableException e) {
        refused++;
      } catch (Exception | StackOverflowError | OutOfMemoryError e) {
        throw new AssertionError("case " + i + " of seed " + seed, e);
      }
      assertThat(System.nanoTime() - start)
          .as("nanoseconds of case %d of seed %d", i, seed)
          .isLessThan(1_000_000_000L);
    }
    assertThat(refused).isBetween(CASES / 10, CASES);
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits && bytes.length > 0; i++) {
      int at =
          random.nextInt(3) == 0
              ? Math.max(0, bytes.length - 1 - random.nextInt(100))
              : random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> Arrays.fill(bytes, at, Math.min(bytes.length, at + 4), (byte) 0xFF);
        case 3 -> bytes = Arrays.copyOf(bytes, at);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int length = Math.min(random.nextInt(40), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, length);
        }
        default -> {
          byte[] longer = new byte[bytes.length + 1 + random.nextInt(8)];
          System.arraycopy(bytes, 0, longer, 0, at);
          System.arraycopy(bytes, at, longer, at + longer.length - bytes.length, bytes.length - at);
          bytes = longer;
        }
      }
    }
    return bytes;
  }
}
