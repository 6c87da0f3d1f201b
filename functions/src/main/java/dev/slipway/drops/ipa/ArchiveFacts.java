package dev.slipway.drops.ipa;

import java.util.List;

/// Facts from the archive's central directory. Names are for display (as UTF-8, shortened, without
/// control characters) and sorted; they have no path unless stated otherwise. Thread-safe.
///
/// @param appSizeBytes the uncompressed size of all files in the app's folder, according to the
///   archive; not verified. Apple's limit is 4 GB (App Store Connect Help, Maximum build file
///   sizes)
/// @param watchApps the names of `Watch/*.app`, without suffix
/// @param appExtensions the names of `PlugIns/*.appex` and `Extensions/*.appex`, without suffix
/// @param appClips the names of `AppClips/*.app`, without suffix
/// @param frameworks the names of `Frameworks/*.framework`, without suffix
/// @param hasSwiftSupport whether the archive has a top folder `SwiftSupport`
/// @param hasSymbols whether the archive has a top folder `Symbols`
/// @param hasPrivacyManifest whether the app itself has a `PrivacyInfo.xcprivacy`
/// @param hasCodeSignature whether the app has `_CodeSignature/CodeResources`; without it the app
///   is not signed
/// @param hasAssetCatalog whether the app has an `Assets.car`, which contains icons by name
/// @param strayEntries how many entries the Finder of macOS added: `__MACOSX/…`, `.DS_Store`, `._…`
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
