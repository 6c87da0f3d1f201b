package dev.slipway.drops.ipa;

import dev.slipway.drops.ipa.parts.MachOs;
import dev.slipway.drops.ipa.parts.Profiles;
import dev.slipway.drops.plist.Plists;
import dev.slipway.drops.zip.ZipBuilder;
import java.util.Arrays;
import java.util.Random;

/// A small archive as a build makes it, and what tests add to it.
final class SampleArchive {
  static final String APP = "Payload/Sample.app/";
  static final byte[] INFO = Plists.binary(Plists.info("com.example.sample"));

  private SampleArchive() {}

  static ZipBuilder sample() {
    var zip = new ZipBuilder();
    zip.add(APP, "").stored();
    zip.add(APP + "Sample", "MachO");
    zip.add(APP + "Info.plist", INFO);
    zip.add(APP + "PlugIns/Share.appex/Info.plist", INFO).stored();
    return zip;
  }

  static byte[] noise(int sizeBytes) {
    byte[] noise = new byte[sizeBytes];
    new Random(7).nextBytes(noise);
    return noise;
  }

  static byte[] concat(byte[] first, byte[] second) {
    byte[] joined = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, joined, first.length, second.length);
    return joined;
  }

  /// An archive as Xcode exports it for App Store Connect, with two frameworks and the folders that
  /// Xcode puts beside the app.
  static ZipBuilder store() {
    var zip = new ZipBuilder();
    zip.add("Payload/", "").stored();
    zip.add(APP, "").stored();
    zip.add(APP + "_CodeSignature/CodeResources", "x");
    zip.add(APP + "Assets.car", noise(200 << 10));
    zip.add(APP + "Frameworks/Beta.framework/Beta", machO(MachOs.of(MachOs.IOS)));
    zip.add(APP + "Frameworks/Beta.framework/Info.plist", INFO);
    zip.add(APP + "Frameworks/Alpha.framework/Alpha", machO(MachOs.of(MachOs.IOS)));
    zip.add(APP + "Sample", machO(MachOs.of(MachOs.IOS)));
    zip.add(APP + "PrivacyInfo.xcprivacy", "x");
    zip.add(APP + "Base.lproj/Large.nib", noise(200 << 10)).stored();
    zip.add(
        APP + "embedded.mobileprovision", Profiles.signed(Profiles.appStore("com.example.sample")));
    zip.add(APP + "Media.bin", noise(200 << 10)).stored();
    zip.add(APP + "Info.plist", Plists.binary(Plists.storeInfo("com.example.sample")));
    zip.add(APP + "PlugIns/Share.appex/Info.plist", INFO);
    zip.add(APP + "Watch/Wrist.app/Info.plist", INFO);
    zip.add("SwiftSupport/iphoneos/libswiftCore.dylib", noise(200 << 10)).stored();
    zip.add("Symbols/1.symbols", "x");
    return zip;
  }

  /// A Mach-O head with content behind it that does not compress.
  static byte[] machO(byte[] head) {
    return concat(head, noise(150 << 10));
  }
}
