package dev.slipway.drops.plist;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSObject;
import com.dd.plist.NSString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Property lists for tests, written by dd-plist: another's reading of the format than ours.
public final class Plists {
  private Plists() {}

  public static NSDictionary info(String bundleId) {
    var info = new NSDictionary();
    info.put("CFBundleIdentifier", bundleId);
    info.put("CFBundleShortVersionString", "2.4.0");
    info.put("CFBundleVersion", "417");
    info.put("CFBundleName", "Sample");
    info.put("CFBundleDisplayName", "Sämple 東京");
    info.put("DTPlatformName", "iphoneos");
    info.put("DTSDKName", "iphoneos26.0");
    info.put("CFBundleSupportedPlatforms", new NSArray(new NSString("iPhoneOS")));
    info.put("MinimumOSVersion", "17.0");
    info.put("UIDeviceFamily", new NSArray(new NSNumber(1), new NSNumber(2)));
    info.put("ITSAppUsesNonExemptEncryption", new NSNumber(false));
    var icons = new NSDictionary();
    icons.put("CFBundlePrimaryIcon", new NSArray(new NSString("AppIcon")));
    info.put("CFBundleIcons", icons);
    return info;
  }

  /// What Xcode writes for an app that the store takes.
  public static NSDictionary storeInfo(String bundleId) {
    NSDictionary info = info(bundleId);
    info.put("CFBundleExecutable", "Sample");
    info.put("DTXcode", "2600");
    info.put("DTXcodeBuild", "17A324");
    info.put("DTPlatformVersion", "26.0");
    info.put("UILaunchScreen", new NSDictionary());
    var primaryIcon = new NSDictionary();
    primaryIcon.put("CFBundleIconFiles", new NSArray(new NSString("AppIcon60x60")));
    primaryIcon.put("CFBundleIconName", "AppIcon");
    var icons = new NSDictionary();
    icons.put("CFBundlePrimaryIcon", primaryIcon);
    info.put("CFBundleIcons", icons);
    return info;
  }

  public static byte[] binary(NSObject root) {
    try {
      return BinaryPropertyListWriter.writeToArray(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static byte[] xml(NSObject root) {
    return root.toXMLPropertyList().getBytes(StandardCharsets.UTF_8);
  }

  /// A binary list of hand-made objects, one byte per offset and reference; object 0 is the top.
  static byte[] binaryOf(byte[]... objects) {
    var out = new java.io.ByteArrayOutputStream();
    out.writeBytes("bplist00".getBytes(StandardCharsets.US_ASCII));
    int[] offsets = new int[objects.length];
    for (int i = 0; i < objects.length; i++) {
      offsets[i] = out.size();
      out.writeBytes(objects[i]);
    }
    int table = out.size();
    for (int offset : offsets) {
      out.write(offset);
    }
    byte[] trailer = new byte[32];
    trailer[6] = 1;
    trailer[7] = 1;
    trailer[15] = (byte) objects.length;
    trailer[31] = (byte) table;
    out.writeBytes(trailer);
    return out.toByteArray();
  }
}
