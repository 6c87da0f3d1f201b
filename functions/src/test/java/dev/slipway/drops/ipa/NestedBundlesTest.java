package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;
import static dev.slipway.drops.ipa.SampleArchive.INFO;
import static dev.slipway.drops.ipa.SampleArchive.machO;
import static dev.slipway.drops.ipa.SampleArchive.noise;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.dd.plist.NSArray;
import com.dd.plist.NSData;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSString;
import dev.slipway.drops.ByteRanges;
import dev.slipway.drops.ipa.nested.NestedBundle;
import dev.slipway.drops.ipa.nested.NestedBundle.BundleInfo;
import dev.slipway.drops.ipa.nested.NestedBundle.Kind;
import dev.slipway.drops.ipa.nested.NestedBundles;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.CountingRanges;
import dev.slipway.drops.zip.ZipBuilder;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class NestedBundlesTest {
  @Test
  void findsBundlesOfEachKindAtAnyDepth() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    for (String path :
        List.of(
            "Watch/W.app",
            "Watch/W.app/PlugIns/Face.appex",
            "Watch/W.app/Frameworks/Kit.framework",
            "AppClips/C.app",
            "AppClips/C.app/PlugIns/Wid.appex",
            "PlugIns/Share.appex",
            "PlugIns/Share.appex/Frameworks/Deep.framework",
            "Extensions/Ext.appex",
            "Frameworks/Flutter.framework",
            "Frameworks/Flutter.framework/Res.bundle",
            "Pay.bundle",
            "Lib/Other.framework")) {
      zip.add(APP + path + "/Info.plist", INFO);
    }
    zip.add(APP + "Frameworks/NoPlist.framework/NoPlist", "x");
    zip.add(APP + "Root.framework/Root", "x");
    // None of these is a bundle that counts.
    zip.add(APP + "Frameworks/libswiftCore.dylib", "x");
    zip.add(APP + "Frameworks/Empty.framework/Headers/Empty.h", "x");
    zip.add(APP + "Frameworks/Flutter.framework/Versions/A/Resources/Info.plist", INFO);
    zip.add(APP + "OnDemandResources/one.assetpack/Info.plist", INFO);
    zip.add(APP + "Base.lproj/Info.plist", INFO);
    zip.add(APP + "Other.app/Info.plist", INFO);
    zip.add(APP + ".bundle/Info.plist", INFO);
    zip.add("SwiftSupport/iphoneos/Some.framework/Info.plist", INFO);
    zip.add("__MACOSX/" + APP + "Frameworks/Mac.framework/Info.plist", INFO);

    assertThat(nested(zip).seen())
        .extracting(NestedBundle::kind, NestedBundle::path, NestedBundle::container)
        .containsExactly(
            tuple(Kind.APP_EXTENSION, "AppClips/C.app/PlugIns/Wid.appex", "AppClips/C.app"),
            tuple(Kind.APP_EXTENSION, "Extensions/Ext.appex", ""),
            tuple(Kind.APP_EXTENSION, "PlugIns/Share.appex", ""),
            tuple(Kind.APP_EXTENSION, "Watch/W.app/PlugIns/Face.appex", "Watch/W.app"),
            tuple(Kind.WATCH_APP, "Watch/W.app", ""),
            tuple(Kind.APP_CLIP, "AppClips/C.app", ""),
            tuple(Kind.FRAMEWORK, "Frameworks/Flutter.framework", ""),
            tuple(Kind.FRAMEWORK, "Frameworks/NoPlist.framework", ""),
            tuple(Kind.FRAMEWORK, "Lib/Other.framework", ""),
            tuple(Kind.FRAMEWORK, "PlugIns/Share.appex/Frameworks/Deep.framework", ""),
            tuple(Kind.FRAMEWORK, "Root.framework", ""),
            tuple(Kind.FRAMEWORK, "Watch/W.app/Frameworks/Kit.framework", "Watch/W.app"),
            tuple(Kind.RESOURCES, "Frameworks/Flutter.framework/Res.bundle", ""),
            tuple(Kind.RESOURCES, "Pay.bundle", ""));
  }

  @Test
  void readsWhatAppleChecks() throws Exception {
    var info = new NSDictionary();
    info.put("CFBundleIdentifier", "com.kit");
    info.put("CFBundleShortVersionString", "2.2.0.0");
    info.put("CFBundleVersion", 7);
    info.put("MinimumOSVersion", "11.0");
    info.put(
        "CFBundleSupportedPlatforms",
        new NSArray(new NSString("iPhoneOS"), new NSString("iPhoneSimulator")));
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Frameworks/Kit.framework/Info.plist", Plists.xml(info));

    assertThat(nested(zip).seen().getFirst().infoPlist())
        .isEqualTo(
            new Inspection.Seen<>(
                new BundleInfo(
                    "com.kit", "2.2.0.0", null, "11.0", List.of("iPhoneOS", "iPhoneSimulator"))));
  }

  @Test
  void damageOfOneBundleSaysNothingOfTheOthers() throws Exception {
    var zip = new ZipBuilder();
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Frameworks/A.framework/Info.plist", "no property list");
    zip.add(APP + "Frameworks/B.framework/Info.plist", INFO).crcXor = 1;
    zip.add(APP + "Frameworks/C.framework/Info.plist", INFO);

    assertThat(nested(zip).seen())
        .extracting(bundle -> bundle.infoPlist().getClass().getSimpleName())
        .containsExactly("Unreadable", "Unreadable", "Seen");
  }

  @Test
  void looksAtSixtyFourBundlesWithTwoReadsEachTheImportantOnesFirst() throws Exception {
    var zip = new ZipBuilder();
    for (int i = 100; i < 160; i++) {
      zip.add(APP + "R" + i + ".bundle/Info.plist", INFO);
      zip.add(APP + "Frameworks/F" + i + ".framework/Info.plist", INFO).localExtraBytes = 20_000;
      zip.add(APP + "Frameworks/F" + i + ".framework/F" + i, machO(MachOs.of(MachOs.IOS)));
    }
    zip.add(APP + "PlugIns/Z.appex/Info.plist", INFO);
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Media.bin", noise(200 << 10)).stored();
    var ranges = new CountingRanges(zip.build());

    NestedBundles nested = IpaReader.read(ranges).app().facts().nested();

    assertThat(nested.seen()).hasSize(64);
    assertThat(nested.seen().getFirst().path()).isEqualTo("PlugIns/Z.appex");
    assertThat(nested.notLookedAt()).isEqualTo(57);
    assertThat(nested.examples()).containsExactly("R103.bundle", "R104.bundle", "R105.bundle");
    // The tail, the list of files, the Info.plist, and the rest.
    assertThat(ranges.reads).isLessThanOrEqualTo(3 + 2 * 64);
    assertThat(ranges.readBytes).isLessThanOrEqualTo((256 << 10) + 64 * (64 << 10));
  }

  @Test
  void anInfoPlistBeyondTheBudgetIsNotLookedAt() throws Exception {
    NSDictionary large = Plists.info("com.kit");
    large.put("Data", new NSData(noise(70_000)));
    var zip = new ZipBuilder();
    zip.add(APP + "Frameworks/Kit.framework/Info.plist", Plists.binary(large));
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Media.bin", noise(200 << 10)).stored();

    NestedBundles nested = nested(zip);

    assertThat(nested.seen()).isEmpty();
    assertThat(nested.notLookedAt()).isEqualTo(1);
    assertThat(nested.examples()).containsExactly("Frameworks/Kit.framework");
  }

  @Test
  void countsBundlesBeyondThoseThatAreRemembered() throws Exception {
    var zip = new ZipBuilder();
    for (int i = 0; i < 1_100; i++) {
      zip.add(APP + "R" + i + ".bundle/Info.plist", INFO);
    }
    zip.add(APP + "Info.plist", INFO);

    assertThat(nested(zip).notLookedAt()).isEqualTo(1_100 - 64);
  }

  @Test
  void looksAtEightBundlesAtTheSameTime() throws Exception {
    var zip = new ZipBuilder();
    for (int i = 0; i < 8; i++) {
      zip.add(APP + "PlugIns/E" + i + ".appex/Info.plist", INFO);
    }
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "Media.bin", noise(200 << 10)).stored();
    byte[] archive = zip.build();
    var first = archive.length / 2;
    var eight = new CyclicBarrier(8);
    var counted = new CountingRanges(archive);
    var ranges =
        new ByteRanges() {
          @Override
          public long sizeBytes() {
            return archive.length;
          }

          @Override
          public byte[] read(long offset, int length) throws IOException {
            if (offset < first && counted.reads >= 2) {
              try {
                eight.await(1, TimeUnit.MINUTES);
              } catch (Exception e) {
                throw new IOException("not eight at the same time", e);
              }
            }
            return counted.read(offset, length);
          }
        };

    assertThat(IpaReader.read(ranges).app().facts().nested().seen()).hasSize(8);
  }

  private static NestedBundles nested(ZipBuilder zip) throws Exception {
    return IpaReader.read(new CountingRanges(zip.build())).app().facts().nested();
  }
}
