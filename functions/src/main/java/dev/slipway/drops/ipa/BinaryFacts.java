package dev.slipway.drops.ipa;

import dev.slipway.drops.ipa.nested.NestedBundles;
import dev.slipway.drops.ipa.parts.Inspection;
import dev.slipway.drops.ipa.parts.MachOBinary;
import dev.slipway.drops.ipa.parts.ProvisioningProfile;

/// Facts about an `.ipa` beyond the identity of its app: what Apple's processing is known to check
/// and Slipway can read without fetching the archive. They do not say whether something is wrong;
/// preflight does. Thread-safe.
///
/// @param archive from the central directory
/// @param infoPlist from the app's Info.plist
/// @param provisioningProfile `embedded.mobileprovision`; on iOS, tvOS and visionOS every App Store
///   app has one, so [Inspection.Missing] is suspicious there
/// @param executable the file that `CFBundleExecutable` names; [Inspection.Missing] also when the
///   key is absent
/// @param nested the bundles within the app
public record BinaryFacts(
    ArchiveFacts archive,
    InfoPlistFacts infoPlist,
    Inspection<ProvisioningProfile> provisioningProfile,
    Inspection<MachOBinary> executable,
    NestedBundles nested) {}
