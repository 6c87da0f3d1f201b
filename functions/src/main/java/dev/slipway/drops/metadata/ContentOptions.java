package dev.slipway.drops.metadata;

import dev.slipway.drops.manifest.ReleaseManifest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The settings of `release.json` for reading the folder.
///
/// @param ageRatingConfig the path of the age rating file in the folder; null for
///   `app_rating_config.json` at the folder's root or in `metadata/`
/// @param skipScreenshots whether to skip screenshots and previews, so that Apple keeps its own
/// @param whatsNew texts by locale; they override `release_notes.txt`
/// @param copyright overrides `copyright.txt`; null when not set
public record ContentOptions(
    @Nullable String ageRatingConfig,
    boolean skipScreenshots,
    Map<String, String> whatsNew,
    @Nullable String copyright) {

  public ContentOptions {
    whatsNew = Map.copyOf(whatsNew);
  }

  public static ContentOptions of(ReleaseManifest manifest) {
    return new ContentOptions(
        manifest.ageRatingConfig(),
        manifest.skipScreenshots() || manifest.isBesideVersions(),
        manifest.whatsNew(),
        manifest.copyright());
  }
}
