package dev.slipway.functions;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Drops for tests of functions.
public final class Drops {
  private Drops() {}

  /// An `.ipa` with an incompressible payload.
  public static byte[] ipa(String bundleId, String version, String build, int payloadBytes) {
    var info = new NSDictionary();
    info.put("CFBundleIdentifier", bundleId);
    info.put("CFBundleShortVersionString", version);
    info.put("CFBundleVersion", build);
    info.put("DTPlatformName", "iphoneos");
    info.put("CFBundleSupportedPlatforms", new NSArray(new NSString("iPhoneOS")));
    info.put("ITSAppUsesNonExemptEncryption", new NSNumber(false));
    byte[] payload = new byte[payloadBytes];
    new Random(7).nextBytes(payload);
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      entry(zip, "Payload/Sample.app/Info.plist", BinaryPropertyListWriter.writeToArray(info));
      entry(zip, "Payload/Sample.app/Sample", payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(content);
    zip.closeEntry();
  }
}
