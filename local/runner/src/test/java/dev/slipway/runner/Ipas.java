package dev.slipway.runner;

import dev.slipway.runner.sample.SampleIpa;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
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

  /// An app with this Info.plist.
  static byte[] withInfoPlist(byte[] infoPlist) {
    return zip(Map.of(INFO_PLIST, infoPlist));
  }

  /// An app with the usual keys, changed: an empty value takes the key out.
  static byte[] withKeys(Map<String, String> changes) {
    return withInfoPlist(xml("", keys(changes)));
  }

  /// An XML property list with something between the XML declaration and its content.
  static byte[] xml(String prologue, Map<String, String> keys) {
    var text = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n").append(prologue);
    text.append("<plist version=\"1.0\"><dict>");
    keys.forEach(
        (key, value) ->
            text.append("<key>")
                .append(key)
                .append("</key>")
                .append(value.startsWith("<") ? value : "<string>" + value + "</string>"));
    return text.append("</dict></plist>").toString().getBytes(StandardCharsets.UTF_8);
  }

  static Map<String, String> keys(Map<String, String> changes) {
    var keys = new LinkedHashMap<String, String>();
    keys.put("CFBundleIdentifier", Stage.BUNDLE_ID);
    keys.put("CFBundleShortVersionString", "1.1");
    keys.put("CFBundleVersion", "2");
    keys.put("DTPlatformName", "iphoneos");
    keys.put("ITSAppUsesNonExemptEncryption", "<false/>");
    keys.putAll(changes);
    keys.values().removeIf(String::isEmpty);
    return keys;
  }
}
