package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static dev.slipway.drops.ipa.SampleArchive.machO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.dd.plist.NSDictionary;
import dev.slipway.drops.ipa.nested.NestedBundle;
import dev.slipway.drops.ipa.nested.NestedBundles;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.MachOBinary.BuildPlatform;
import dev.slipway.drops.ipa.parts.MachOBinary.Cpu;
import dev.slipway.drops.ipa.parts.MachOBinary.Slice;
import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.ipa.parts.Profiles;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.RangeWindow;
import dev.slipway.drops.zip.ZipBuilder;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BinaryFactsTest {
  private static final String BUNDLE_ID = "com.example.sample";
  private static final Inspection<MachOBinary> DEVICE_BINARY =
      new Inspection.Seen<>(
          new MachOBinary(List.of(new Slice(Cpu.ARM64, BuildPlatform.IOS, "17.0", "26.1.2"))));

  @Test
  void seesEverythingOfAStoreBuild() throws Exception {
    BinaryFacts facts = facts(SampleArchive.store());

    assertThat(facts.provisioningProfile().seen())
        .hasValueSatisfying(
            profile -> assertThat(profile.kind()).isEqualTo(ProvisioningProfile.Kind.APP_STORE));
    assertThat(facts.executable()).isEqualTo(DEVICE_BINARY);
    assertThat(facts.nested().seen())
        .extracting(NestedBundle::path, NestedBundle::binary)
        .containsExactly(
            tuple("PlugIns/Share.appex", new Inspection.Missing<>()),
            tuple("Watch/Wrist.app", new Inspection.Missing<>()),
            tuple("Frameworks/Alpha.framework", DEVICE_BINARY),
            tuple("Frameworks/Beta.framework", DEVICE_BINARY));
    assertThat(facts.infoPlist().hasIcon()).isTrue();
    assertThat(facts.archive().hasCodeSignature()).isTrue();
  }

  @Test
  void fourReadsAndThoseOfTheNestedBundlesDoForAStoreBuild() throws Exception {
    ZipBuilder zip = SampleArchive.store();
    for (int i = 0; i < 400; i++) {
      zip.add(APP + "Assets/some-rather-long-folder-name/asset-" + i + ".png", "x").stored();
    }
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).app().facts().nested().seen()).hasSize(4);

    assertThat(ranges.reads).isLessThanOrEqualTo(4 + 5);
    assertThat(ranges.readBytes).isLessThanOrEqualTo(512 << 10);
  }

  @Test
  void oneMoreReadDoesWhereTheListOfFilesTakesIt() throws Exception {
    ZipBuilder zip = SampleArchive.store();
    for (int i = 0; i < 2_000; i++) {
      zip.add(APP + "Assets/some-rather-long-folder-name/asset-" + i + ".png", "x").stored();
    }
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).app().facts().executable()).isEqualTo(DEVICE_BINARY);

    assertThat(ranges.reads).isLessThanOrEqualTo(5 + 5);
    assertThat(ranges.readBytes).isLessThanOrEqualTo(1 << 20);
  }

  @Test
  void aFaultOfTheInfoPlistHidesNothingOfTheRest() throws Exception {
    NSDictionary info = Plists.storeInfo(BUNDLE_ID);
    info.remove("CFBundleVersion");
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(info));
    zip.add(APP + "Sample", machO(MachOs.of(MachOs.IOS)));

    IpaReading reading = IpaReader.read(new CountingRanges(zip.build()));

    assertThat(reading.faults()).hasSize(1);
    assertThat(reading.app().facts().executable()).isEqualTo(DEVICE_BINARY);
  }

  @Test
  void anExecutableAmongMoreFilesThanAreKeptIsNotLookedAt() throws Exception {
    var zip = new ZipBuilder();
    for (int i = 0; i < ArchiveSurvey.MAX_APP_FILES; i++) {
      zip.add(APP + i + ".png", "").stored();
    }
    zip.add(APP + "Sample", MachOs.of(MachOs.IOS));
    zip.add(APP + "embedded.mobileprovision", profile());
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo(BUNDLE_ID)));

    BinaryFacts facts = facts(zip);

    assertThat(facts.executable()).isEqualTo(new Inspection.NotLookedAt<>());
    assertThat(facts.provisioningProfile().seen()).isPresent();
  }

  @Test
  void nestedBundlesHaveBudgetsOfTheirOwn() throws Exception {
    ZipBuilder zip = new ZipBuilder();
    // Long extra fields make each entry take two reads.
    zip.add(APP + "Sample", machO(MachOs.of(MachOs.IOS))).localExtraBytes = 30_000;
    zip.add(APP + "embedded.mobileprovision", profile()).localExtraBytes = 30_000;
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo(BUNDLE_ID))).localExtraBytes =
        30_000;
    zip.add(APP + "Frameworks/A.framework/A", machO(MachOs.of(MachOs.IOS))).localExtraBytes = 1_000;
    zip.add(APP + "Frameworks/B.framework/B", machO(MachOs.of(MachOs.IOS))).localExtraBytes = 1_000;
    for (int i = 0; i < 2_000; i++) {
      zip.add(APP + "Assets/some-rather-long-folder-name/asset-" + i + ".png", "x").stored();
    }
    var ranges = new CountingRanges(zip.build());

    BinaryFacts facts = IpaReader.read(ranges).app().facts();

    assertThat(ranges.reads).isEqualTo(8 + 2 + 2);
    assertThat(facts.provisioningProfile().seen()).isPresent();
    assertThat(facts.executable()).isEqualTo(DEVICE_BINARY);
    assertThat(facts.nested().seen())
        .extracting(NestedBundle::binary)
        .containsExactly(DEVICE_BINARY, DEVICE_BINARY);
  }

  @Test
  void saysWhatIsMissing() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo(BUNDLE_ID)));
    zip.add(APP + "Frameworks/A.framework/Other", "x");

    BinaryFacts facts = facts(zip);

    assertThat(facts.provisioningProfile()).isEqualTo(new Inspection.Missing<>());
    assertThat(facts.executable()).isEqualTo(new Inspection.Missing<>());
    assertThat(facts.nested().seen()).as("neither an Info.plist nor a binary").isEmpty();

    var nameless = new ZipBuilder();
    nameless.add(APP + "Info.plist", INFO);
    assertThat(facts(nameless).executable()).isEqualTo(new Inspection.Missing<>());
  }

  @Test
  void damageBesideTheInfoPlistFailsNothing() throws Exception {
    assertThat(executable(e -> {}, "#!/bin/sh")).isEqualTo("it is not a Mach-O file");
    assertThat(executable(e -> e.method = 12, "x"))
        .isEqualTo("it uses a compression method other than stored or deflated");
    assertThat(executable(e -> e.localMethod = 0, "x"))
        .isEqualTo("its header and the archive's central directory disagree");
    assertThat(
            executable(
                e -> {
                  e.method = 8;
                  e.deflated = false;
                },
                "\u0007no deflated stream"))
        .isEqualTo("it cannot be decompressed");

    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(
        APP + "embedded.mobileprovision", new byte[BinaryInspection.MAX_PROFILE_SIZE_BYTES + 1]);
    assertThat(facts(zip).provisioningProfile())
        .isEqualTo(new Inspection.Unreadable<>("it is larger than 256 KiB"));
  }

  @Test
  void unpacksOfALargeExecutableOnlyTheHead() throws Exception {
    var zip = new ZipBuilder();
    byte[] bomb = new byte[64 << 20];
    byte[] head = MachOs.of(MachOs.IOS);
    System.arraycopy(head, 0, bomb, 0, head.length);
    zip.add(APP + "Sample", bomb);
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo(BUNDLE_ID)));
    var ranges = new CountingRanges(zip.build());

    assertThat(IpaReader.read(ranges).app().facts().executable()).isEqualTo(DEVICE_BINARY);
  }

  @Test
  void findsAnExecutableWhoseNameIsDecomposed() throws Exception {
    NSDictionary info = Plists.storeInfo(BUNDLE_ID);
    info.put("CFBundleExecutable", "Sämple");
    for (String written : new String[] {"Sämple", "Sa\u0308mple"}) {
      var zip = new ZipBuilder();
      zip.add(APP + written, MachOs.of(MachOs.IOS));
      zip.add(APP + "Info.plist", Plists.binary(info));
      assertThat(facts(zip).executable()).isEqualTo(DEVICE_BINARY);
    }
  }

  @Test
  void seesSimulatorSlicesOfUniversalFrameworks() throws Exception {
    byte[] universal =
        MachOs.universal(
            MachOs.of(MachOs.IOS), MachOs.thin(MachOs.X86_64, 0x32, MachOs.IOS_SIMULATOR, 0, 0, 0));
    ZipBuilder zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Frameworks/Fat.framework/Fat", universal);

    assertThat(facts(zip).nested().seen().getFirst().binary().seen().orElseThrow().slices())
        .extracting(Slice::forSimulator)
        .containsExactly(false, true);
  }

  private static String executable(Consumer<ZipBuilder.Entry> lie, String content)
      throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo(BUNDLE_ID)));
    lie.accept(zip.add(APP + "Sample", content));
    Inspection<MachOBinary> executable = facts(zip).executable();
    assertThat(executable).isInstanceOf(Inspection.Unreadable.class);
    return ((Inspection.Unreadable<MachOBinary>) executable).why();
  }

  private static byte[] profile() {
    return Profiles.signed(Profiles.appStore(BUNDLE_ID));
  }

  private static BinaryFacts facts(ZipBuilder zip) throws Exception {
    var ranges = new CountingRanges(zip.build());
    BinaryFacts facts = IpaReader.read(ranges).app().facts();
    int nested = facts.nested().seen().size() * NestedBundles.MAX_READS_EACH;
    assertThat(ranges.reads).isLessThanOrEqualTo(RangeWindow.MAX_READS + nested);
    return facts;
  }
}
