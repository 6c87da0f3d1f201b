package dev.slipway.drops.ipa;

import java.util.List;

/// What the archive's table of contents alone tells. Names are for display (as UTF-8, shortened,
/// without control characters), sorted, without path unless said otherwise. Thread-safe.
///
/// @param appSizeBytes the files in the app's folder together, unpacked; as the archive says, not
///   verified. Apple's limit is 4 GB (App Store Connect Help, Maximum build file sizes)
/// @param watchApps of `Watch/*.app`, without suffix
/// @param appExtensions of `PlugIns/*.appex` and `Extensions/*.appex`, without suffix
/// @param appClips of `AppClips/*.app`, without suffix
/// @param frameworks of `Frameworks/*.framework`, without suffix
/// @param hasSwiftSupport whether the archive has a top folder `SwiftSupport`
/// @param hasSymbols whether the archive has a top folder `Symbols`
/// @param hasPrivacyManifest whether the app has a `PrivacyInfo.xcprivacy` of its own
/// @param hasCodeSignature whether the app has `_CodeSignature/CodeResources`; without it is not
///   signed
/// @param hasAssetCatalog whether the app has an `Assets.car`, where icons by name live
/// @param strayEntries how many entries a Mac's Finder left behind: `__MACOSX/…`, `.DS_Store`,
///   `._…`
/// @param strayExamples up to [#MAX_STRAY_EXAMPLES] of them, with their path in the archive
public record ArchiveFacts(
    long appSizeBytes,
    List<String> watchApps,
    List<String> appExtensions,
    List<String> appClips,
    List<String> frameworks,
    boolean hasSwiftSupport,
    boolean hasSymbols,
    boolean hasPrivacyManifest,
    boolean hasCodeSignature,
    boolean hasAssetCatalog,
    int strayEntries,
    List<String> strayExamples) {
  public static final int MAX_STRAY_EXAMPLES = 3;

  public ArchiveFacts {
    watchApps = List.copyOf(watchApps);
    appExtensions = List.copyOf(appExtensions);
    appClips = List.copyOf(appClips);
    frameworks = List.copyOf(frameworks);
    strayExamples = List.copyOf(strayExamples);
  }
}
