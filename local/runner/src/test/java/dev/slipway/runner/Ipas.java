package dev.slipway.runner;

import com.dd.plist.BinaryPropertyListParser;
import com.dd.plist.BinaryPropertyListWriter;
import com.dd.plist.NSDictionary;
import com.dd.plist.PropertyListFormatException;
import dev.slipway.runner.sample.SampleIpa;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Archives that somebody might drop, good and bad.
final class Ipas {
  static final String INFO_PLIST = "Payload/Sample.app/Info.plist";

  private Ipas() {}

  /// A sound one of a bit more than 2 MiB.
  static byte[] sound(String version, String build) {
    return of(SampleIpa.Spec.of(Stage.BUNDLE_ID, version, build).withPayloadBytes(2 << 20));
  }

  static byte[] of(SampleIpa.Spec spec) {
    try {
      var bytes = new ByteArrayOutputStream();
      SampleIpa.write(bytes, spec);
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any zip.
  static byte[] zip(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /// A sound one with another Info.plist, and nothing else wrong.
  static byte[] withInfoPlist(byte[] infoPlist) {
    var entries = soundEntries();
    entries.put(INFO_PLIST, infoPlist);
    return zip(entries);
  }

  /// A sound one without a file.
  static byte[] without(String name) {
    var entries = soundEntries();
    if (entries.remove(name) == null) {
      throw new IllegalArgumentException("there is no " + name);
    }
    return zip(entries);
  }

  /// A sound one with its Info.plist changed: an empty value takes the key out.
  static byte[] withKeys(Map<String, String> changes) {
    try {
      var info = (NSDictionary) BinaryPropertyListParser.parse(soundEntries().get(INFO_PLIST));
      changes.forEach(
          (key, value) -> {
            if (value.isEmpty()) {
              info.remove(key);
            } else {
              info.put(key, value);
            }
          });
      return withInfoPlist(BinaryPropertyListWriter.writeToArray(info));
    } catch (IOException | PropertyListFormatException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The files of version 1.1 (2), small.
  static Map<String, byte[]> soundEntries() {
    byte[] ipa = of(SampleIpa.Spec.of(Stage.BUNDLE_ID, "1.1", "2").withPayloadBytes(100_000));
    var entries = new LinkedHashMap<String, byte[]>();
    try (var zip = new ZipInputStream(new ByteArrayInputStream(ipa))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        entries.put(entry.getName(), zip.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return entries;
  }

  /// An XML property list with something between the XML declaration and its content.
  ///
  /// @param bundleVersion as XML text
  static byte[] xml(String prologue, String bundleVersion) {
    return ("""
    <?xml version="1.0" encoding="UTF-8"?>
    %s<plist version="1.0"><dict>
    <key>CFBundleIdentifier</key><string>%s</string>
    <key>CFBundleShortVersionString</key><string>1.1</string>
    <key>CFBundleVersion</key><string>%s</string>
    <key>DTPlatformName</key><string>iphoneos</string>
    <key>ITSAppUsesNonExemptEncryption</key><false/>
    </dict></plist>
    """)
        .formatted(prologue, Stage.BUNDLE_ID, bundleVersion)
        .getBytes(StandardCharsets.UTF_8);
  }
}
