package dev.slipway.ipa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Damaged input in large numbers: it is read, or it is a named fault; nothing else ever comes out.
class IpaFuzzTest {
  private static final int CASES = 6_000;
  private static final ArchiveFacts NO_ARCHIVE =
      new ArchiveFacts(
          0, List.of(), List.of(), List.of(), List.of(), false, false, false, false, false, 0,
          List.of());

  @Test
  void damagedArchivesAreReadOrNamed() {
    ZipBuilder zip64 = SampleArchive.sample();
    zip64.add("Payload/Sample.app/Zip64", "x").withZip64();
    zip64.zip64End = true;
    var described = new ZipBuilder();
    described
        .add("Payload/Sample.app/Info.plist", Plists.xml(Plists.info("com.example.described")))
        .withDataDescriptor();
    described.comment = new byte[300];
    byte[][] seeds = {SampleArchive.sample().build(), zip64.build(), described.build()};

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
        bytes -> {
          InfoPlist info = InfoPlist.read(bytes);
          info.toAppBundle("Payload/x", BinaryInspection.notLookedAt(NO_ARCHIVE, info.facts()));
        });
  }

  @Test
  void damagedProfilesAreReadOrNamed() {
    byte[][] seeds = {
      Profiles.signed(Profiles.appStore("com.example.sample")),
      Profiles.signedInPieces(Profiles.appStore("com.example.sample"))
    };

    fuzz("profile", seeds, bytes -> ProfilePropertyList.read(CmsContent.of(bytes)));
  }

  @Test
  void damagedExecutablesAreReadOrNamed() {
    byte[] universal =
        Arrays.copyOf(
            MachOs.universal(MachOs.of(MachOs.IOS), MachOs.of(MachOs.IOS_SIMULATOR)), 32 << 10);
    byte[] thin = MachOs.thin(MachOs.I386, 0x25, 11 << 16, 0);
    byte[][] seeds = {MachOs.of(MachOs.IOS), thin, Arrays.copyOf(universal, 48)};

    fuzz("executable", seeds, MachOHeader::read);
    fuzz("universal executable", new byte[][] {universal}, 0, MachOHeader::read);
  }

  @Test
  void damageInAStoreBuildNeverBreaksTheBudget() {
    byte[][] seeds = {small(true).build(), small(false).build()};

    fuzz(
        "store build",
        seeds,
        bytes -> {
          var ranges = new CountingRanges(bytes);
          IpaReader.read(ranges);
          assertThat(ranges.reads).isLessThanOrEqualTo(RangeWindow.MAX_READS);
          assertThat(ranges.readBytes).isLessThanOrEqualTo(RangeWindow.MAX_TOTAL_BYTES);
        });
  }

  /// A store build without the bulk, so that most of the damage hits something.
  private static ZipBuilder small(boolean deflated) {
    var zip = new ZipBuilder();
    String app = SampleArchive.APP;
    zip.add(app + "Info.plist", Plists.binary(Plists.storeInfo("com.example.sample")));
    zip.add(
        app + "embedded.mobileprovision", Profiles.signed(Profiles.appStore("com.example.sample")));
    zip.add(app + "Sample", MachOs.of(MachOs.IOS)).deflated = deflated;
    zip.add(app + "Frameworks/A.framework/A", MachOs.of(MachOs.IOS)).deflated = deflated;
    zip.add(app + "Frameworks/B.framework/B", MachOs.of(MachOs.IOS)).zip64 = deflated;
    zip.add(app + "Watch/W.app/Info.plist", "x");
    return zip;
  }

  private interface Attempt {
    void run(byte[] bytes) throws Exception;
  }

  private static void fuzz(String what, byte[][] seeds, Attempt attempt) {
    fuzz(what, seeds, CASES / 10, attempt);
  }

  /// @param leastRefused so many cases are refused at least, or the damage hits nothing
  private static void fuzz(String what, byte[][] seeds, int leastRefused, Attempt attempt) {
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
    assertThat(refused).isBetween(leastRefused, CASES);
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
