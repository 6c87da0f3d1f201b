package dev.slipway.drops.ipa.parts;

import dev.slipway.drops.IpaUnreadableException;
import dev.slipway.drops.ipa.parts.ProvisioningProfile.Kind;
import dev.slipway.drops.plist.PlistEntries;
import dev.slipway.drops.plist.PropertyListReader;
import dev.slipway.drops.zip.ArchivedEntry;
import java.util.Set;

/// Reads the property list of a provisioning profile (Apple, TN3125 Inside Code Signing:
/// Provisioning Profiles). On macOS the names of entitlements have a prefix.
public final class ProfilePropertyList {
  private static final String ENTITLEMENTS = "Entitlements";

  private final PlistEntries profile;
  private final PlistEntries entitlements;

  private ProfilePropertyList(PlistEntries profile) {
    this.profile = profile;
    this.entitlements = profile.dictionary(ENTITLEMENTS);
  }

  /// Reads the property list of a provisioning profile.
  ///
  /// @param content at most [ArchivedEntry#MAX_SIZE_BYTES]
  public static ProvisioningProfile read(byte[] content) throws IpaUnreadableException {
    var entries = new PlistEntries(PropertyListReader.topDictionary(content, Set.of(ENTITLEMENTS)));
    if (entries.dictionary(ENTITLEMENTS).entries().isEmpty()) {
      throw PropertyListReader.unreadable("it has no entitlements");
    }
    return new ProfilePropertyList(entries).provisioningProfile();
  }

  private ProvisioningProfile provisioningProfile() {
    String identifier = entitlements.text("application-identifier");
    return new ProvisioningProfile(
        kind(),
        profile.moment("ExpirationDate"),
        profile.texts("TeamIdentifier"),
        identifier == null ? entitlements.text("com.apple.application-identifier") : identifier,
        profile.text("Name"),
        entitlements.isTrue("beta-reports-active"));
  }

  private Kind kind() {
    if (profile.isTrue("ProvisionsAllDevices")) {
      return Kind.ENTERPRISE;
    }
    if (entitlements.isTrue("get-task-allow")
        || entitlements.isTrue("com.apple.security.get-task-allow")) {
      return Kind.DEVELOPMENT;
    }
    return profile.has("ProvisionedDevices") ? Kind.AD_HOC : Kind.APP_STORE;
  }
}
