package dev.slipway.drops.ipa;

import static dev.slipway.drops.ipa.SampleArchive.APP;

import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.ipa.parts.Profiles;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.ZipBuilder;

/// An `.ipa` as Xcode exports it for the store, for tests outside of this package: preflight finds
/// nothing wrong with it.
public final class StoreIpa {
  private StoreIpa() {}

  /// An app with these numbers.
  ///
  /// @param payloadBytes how long a file that does not compress is in it
  public static byte[] of(String bundleId, String version, String build, int payloadBytes) {
    var info = Plists.storeInfo(bundleId);
    info.put("CFBundleShortVersionString", version);
    info.put("CFBundleVersion", build);
    var zip = new ZipBuilder();
    zip.add(APP + "_CodeSignature/CodeResources", "x");
    zip.add(APP + "Assets.car", "x");
    zip.add(APP + "PrivacyInfo.xcprivacy", "x");
    zip.add(APP + "Sample", SampleArchive.machO(MachOs.of(MachOs.IOS)));
    zip.add(APP + "embedded.mobileprovision", Profiles.signed(Profiles.appStore(bundleId)));
    zip.add(APP + "Media.bin", SampleArchive.noise(payloadBytes)).stored();
    zip.add(APP + "Info.plist", Plists.binary(info));
    return zip.build();
  }
}
