package dev.slipway.runner.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;

/// Creates an `embedded.mobileprovision` for the App Store: a property list in a signed message
/// (CMS, RFC 5652, 5.1) without a signer.
final class SampleProfile {
  private static final int SEQUENCE = 0x30;
  private static final int SET = 0x31;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int EXPLICIT_0 = 0xA0;

  /// 1.2.840.113549.1.7 without the last number: 1 is data, 2 is signed data.
  private static final byte[] PKCS_7 = {
    0x2A, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xF7, 0x0D, 0x01, 0x07
  };

  private SampleProfile() {}

  static byte[] bytes(String bundleId, SamplePlatform platform) {
    byte[] content =
        element(OCTET_STRING, plist(bundleId, platform).getBytes(StandardCharsets.UTF_8));
    byte[] signedData =
        element(
            SEQUENCE,
            element(INTEGER, new byte[] {1}),
            element(SET),
            element(SEQUENCE, type(1), element(EXPLICIT_0, content)),
            element(SET));
    return element(SEQUENCE, type(2), element(EXPLICIT_0, signedData));
  }

  private static byte[] type(int last) {
    return element(OBJECT_IDENTIFIER, PKCS_7, new byte[] {(byte) last});
  }

  private static byte[] element(int tag, byte[]... parts) {
    var content = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      content.writeBytes(part);
    }
    var element = new ByteArrayOutputStream();
    element.write(tag);
    if (content.size() < 0x80) {
      element.write(content.size());
    } else {
      element.write(0x82);
      element.write(content.size() >>> 8);
      element.write(content.size());
    }
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }

  private static String plist(String bundleId, SamplePlatform platform) {
    String platforms =
        platform.profilePlatforms().stream()
            .map(name -> "<string>" + name + "</string>")
            .collect(Collectors.joining());
    return """
    <?xml version="1.0" encoding="UTF-8"?>
    <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
    <plist version="1.0">
    <dict>
      <key>AppIDName</key><string>Sample</string>
      <key>ApplicationIdentifierPrefix</key><array><string>SAMPLE1234</string></array>
      <key>CreationDate</key><date>2025-01-01T12:00:00Z</date>
      <key>Platform</key><array>%s</array>
      <key>Entitlements</key>
      <dict>
        <key>application-identifier</key><string>SAMPLE1234.%s</string>
        <key>beta-reports-active</key><true/>
        <key>com.apple.developer.team-identifier</key><string>SAMPLE1234</string>
        <key>get-task-allow</key><false/>
      </dict>
      <key>ExpirationDate</key><date>2049-12-31T12:00:00Z</date>
      <key>Name</key><string>Sample App Store</string>
      <key>TeamIdentifier</key><array><string>SAMPLE1234</string></array>
      <key>TeamName</key><string>Sample Team</string>
      <key>Version</key><integer>1</integer>
    </dict>
    </plist>
    """
        .formatted(platforms, bundleId);
  }
}
