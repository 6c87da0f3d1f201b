package dev.slipway.runner.sample;

import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSArray;
import com.dd.plist.NSDictionary;
import com.dd.plist.NSNumber;
import com.dd.plist.NSString;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Writes an `.ipa` that looks like one that Xcode exported for the App Store: a zip with
/// `Payload/<Name>.app`, a binary Info.plist, an icon catalog, a privacy manifest, a provisioning
/// profile, an extension, a Mach-O header and a payload that does not compress. It is not signed
/// and cannot run. The same [Spec] gives the same bytes. Thread-safe.
public final class SampleIpa {
  private static final String APP = "Payload/Sample.app/";

  /// Fixed and without a zone, so that the archive does not depend on the day or the machine.
  private static final LocalDateTime ENTRY_TIME = LocalDateTime.of(2025, 1, 1, 12, 0);

  private static final int MACH_O_MAGIC_64 = 0xFEEDFACF;
  private static final int CPU_ARM64 = 0x0100000C;
  private static final int MACH_O_EXECUTABLE = 2;
  private static final int LOAD_COMMAND_BUILD_VERSION = 0x32;
  private static final String SDK_VERSION = "27.0";

  private static final List<String> ORIENTATIONS =
      List.of(
          "UIInterfaceOrientationPortrait",
          "UIInterfaceOrientationPortraitUpsideDown",
          "UIInterfaceOrientationLandscapeLeft",
          "UIInterfaceOrientationLandscapeRight");

  private static final String PRIVACY_MANIFEST =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict><key>NSPrivacyTracking</key><false/></dict></plist>
      """;

  private static final String CODE_RESOURCES =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <plist version="1.0"><dict><key>files2</key><dict/></dict></plist>
      """;

  private SampleIpa() {}

  /// The properties of a sample.
  ///
  /// @param bundleId `CFBundleIdentifier`
  /// @param shortVersion `CFBundleShortVersionString`, for example `1.2.0`
  /// @param bundleVersion `CFBundleVersion`, the build number
  /// @param payloadBytes size of the incompressible part; the archive is a few KB larger
  /// @param usesNonExemptEncryption `ITSAppUsesNonExemptEncryption`; null omits the key
  /// @param platform what the app runs on
  /// @param exportComplianceCode `ITSEncryptionExportComplianceCode`; null omits the key
  public record Spec(
      String bundleId,
      String shortVersion,
      String bundleVersion,
      long payloadBytes,
      @Nullable Boolean usesNonExemptEncryption,
      SamplePlatform platform,
      @Nullable String exportComplianceCode) {
    public Spec {
      Objects.requireNonNull(platform);
      Objects.requireNonNull(bundleId);
      Objects.requireNonNull(shortVersion);
      Objects.requireNonNull(bundleVersion);
      if (payloadBytes < 0) {
        throw new IllegalArgumentException("payloadBytes must not be negative.");
      }
    }

    /// Returns a small sample of 1 MiB for iPhone and iPad that uses no non-exempt encryption.
    public static Spec of(String bundleId, String shortVersion, String bundleVersion) {
      return new Spec(
          bundleId, shortVersion, bundleVersion, 1 << 20, false, SamplePlatform.IOS, null);
    }

    public Spec withPayloadBytes(long bytes) {
      return new Spec(
          bundleId,
          shortVersion,
          bundleVersion,
          bytes,
          usesNonExemptEncryption,
          platform,
          exportComplianceCode);
    }

    public Spec withEncryption(@Nullable Boolean answer) {
      return new Spec(
          bundleId,
          shortVersion,
          bundleVersion,
          payloadBytes,
          answer,
          platform,
          exportComplianceCode);
    }

    public Spec withPlatform(SamplePlatform other) {
      return new Spec(
          bundleId,
          shortVersion,
          bundleVersion,
          payloadBytes,
          usesNonExemptEncryption,
          other,
          exportComplianceCode);
    }

    /// Returns a sample that uses non-exempt encryption, by this export compliance code.
    public Spec withComplianceCode(String code) {
      return new Spec(bundleId, shortVersion, bundleVersion, payloadBytes, true, platform, code);
    }
  }

  /// Writes the sample to a file, and replaces an existing file.
  public static void write(Path file, Spec spec) throws IOException {
    try (var out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      write(out, spec);
    }
  }

  /// Writes the sample and leaves the stream open.
  public static void write(OutputStream out, Spec spec) throws IOException {
    var zip = new ZipOutputStream(out);
    folder(zip, "Payload/");
    folder(zip, APP);
    file(zip, APP + "Info.plist", infoPlist(spec, false));
    file(zip, APP + "PkgInfo", ascii("APPL????"));
    file(zip, APP + "Assets.car", ascii("BOMStore"));
    // Beside the catalog Xcode writes the icons of iPhone and iPad as loose files.
    if (spec.platform() == SamplePlatform.IOS) {
      file(zip, APP + "AppIcon60x60@2x.png", SampleIcon.of(spec.bundleId()));
    }
    file(zip, APP + "PrivacyInfo.xcprivacy", ascii(PRIVACY_MANIFEST));
    file(
        zip,
        APP + "embedded.mobileprovision",
        SampleProfile.bytes(spec.bundleId(), spec.platform()));
    executable(zip, spec);
    // Apple TV has no share sheet.
    if (spec.platform() != SamplePlatform.TV_OS) {
      folder(zip, APP + "PlugIns/");
      file(zip, APP + "PlugIns/SampleShare.appex/Info.plist", infoPlist(spec, true));
    }
    file(
        zip,
        APP + "en.lproj/Localizable.strings",
        "\"hello\" = \"Hello\";\n".getBytes(StandardCharsets.UTF_8));
    folder(zip, APP + "_CodeSignature/");
    file(zip, APP + "_CodeSignature/CodeResources", ascii(CODE_RESOURCES));
    zip.finish();
    out.flush();
  }

  private static byte[] infoPlist(Spec spec, boolean extension) throws IOException {
    var info = new NSDictionary();
    info.put("CFBundleIdentifier", spec.bundleId() + (extension ? ".share" : ""));
    info.put("CFBundleShortVersionString", spec.shortVersion());
    info.put("CFBundleVersion", spec.bundleVersion());
    info.put("CFBundleName", extension ? "SampleShare" : "Sample");
    info.put("CFBundleDisplayName", extension ? "Sample Share" : "Sample");
    info.put("CFBundleExecutable", extension ? "SampleShare" : "Sample");
    info.put("CFBundlePackageType", extension ? "XPC!" : "APPL");
    SamplePlatform platform = spec.platform();
    String name = platform.supportedPlatform().toLowerCase(Locale.ROOT);
    info.put("CFBundleSupportedPlatforms", new NSArray(new NSString(platform.supportedPlatform())));
    info.put("DTPlatformName", name);
    info.put("DTPlatformVersion", SDK_VERSION);
    info.put("DTSDKName", name + SDK_VERSION);
    info.put("DTXcode", "2600");
    info.put("MinimumOSVersion", platform.minimumOsVersion());
    info.put(
        "UIDeviceFamily",
        new NSArray(
            platform.deviceFamilies().stream().map(NSNumber::new).toArray(NSNumber[]::new)));
    info.put("DTXcodeBuild", "17A324");
    if (!extension) {
      info.put("UIRequiredDeviceCapabilities", new NSArray(new NSString("arm64")));
      if (platform == SamplePlatform.IOS) {
        icon(info);
        screens(info);
      } else {
        layeredIcon(info);
      }
      if (spec.usesNonExemptEncryption() != null) {
        info.put("ITSAppUsesNonExemptEncryption", new NSNumber(spec.usesNonExemptEncryption()));
      }
      if (spec.exportComplianceCode() != null) {
        info.put("ITSEncryptionExportComplianceCode", new NSString(spec.exportComplianceCode()));
      }
    }
    return BinaryPropertyListWriter.writeToArray(info);
  }

  private static void icon(NSDictionary info) {
    var primary = new NSDictionary();
    primary.put("CFBundleIconFiles", new NSArray(new NSString("AppIcon60x60")));
    primary.put("CFBundleIconName", "AppIcon");
    var icons = new NSDictionary();
    icons.put("CFBundlePrimaryIcon", primary);
    info.put("CFBundleIconName", "AppIcon");
    info.put("CFBundleIcons", icons);
    info.put("CFBundleIcons~ipad", icons);
  }

  /// The icon of several layers that Apple TV and Apple Vision Pro have; the catalog contains it.
  private static void layeredIcon(NSDictionary info) {
    var icons = new NSDictionary();
    icons.put("CFBundlePrimaryIcon", "AppIcon");
    info.put("CFBundleIcons", icons);
  }

  private static void screens(NSDictionary info) {
    info.put("UILaunchScreen", new NSDictionary());
    var orientations = ORIENTATIONS.stream().map(NSString::new).toArray(NSString[]::new);
    info.put("UISupportedInterfaceOrientations", new NSArray(orientations));
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static void executable(ZipOutputStream zip, Spec spec) throws IOException {
    byte[] header = machOHeader(spec.platform());
    var crc = new CRC32();
    crc.update(header);
    try (var checksum = OutputStream.nullOutputStream()) {
      payload(checksum, crc, spec);
    }
    ZipEntry entry = entry(APP + "Sample");
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(header.length + spec.payloadBytes());
    entry.setCompressedSize(header.length + spec.payloadBytes());
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(header);
    payload(zip, new CRC32(), spec);
    zip.closeEntry();
  }

  private static void payload(OutputStream out, CRC32 crc, Spec spec) throws IOException {
    var random = new SplittableRandom((spec.bundleId() + spec.bundleVersion()).hashCode());
    byte[] chunk = new byte[1 << 16];
    for (long left = spec.payloadBytes(); left > 0; left -= chunk.length) {
      random.nextBytes(chunk);
      int length = (int) Math.min(left, chunk.length);
      crc.update(chunk, 0, length);
      out.write(chunk, 0, length);
    }
  }

  private static byte[] machOHeader(SamplePlatform platform) {
    ByteBuffer header = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(MACH_O_MAGIC_64).putInt(CPU_ARM64).putInt(0).putInt(MACH_O_EXECUTABLE);
    header.putInt(1).putInt(24).putInt(0).putInt(0);
    header.putInt(LOAD_COMMAND_BUILD_VERSION).putInt(24).putInt(platform.buildPlatform());
    header.putInt(17 << 16).putInt(26 << 16).putInt(0);
    return header.array();
  }

  private static void folder(ZipOutputStream zip, String name) throws IOException {
    ZipEntry entry = entry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(0);
    entry.setCrc(0);
    zip.putNextEntry(entry);
    zip.closeEntry();
  }

  private static void file(ZipOutputStream zip, String name, byte[] content) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write(content);
    zip.closeEntry();
  }

  private static ZipEntry entry(String name) {
    var entry = new ZipEntry(name);
    entry.setTimeLocal(ENTRY_TIME);
    return entry;
  }
}
