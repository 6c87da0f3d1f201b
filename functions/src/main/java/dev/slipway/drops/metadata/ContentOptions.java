package dev.slipway.drops.metadata;

import dev.slipway.drops.manifest.ReleaseManifest;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What `release.json` says about how the folder is read.
///
/// @param ageRatingConfig path in the folder of the age rating's file; null:
///   `app_rating_config.json` at the folder's root or in `metadata/`
/// @param skipScreenshots whether screenshots and previews are left out, so that Apple keeps what
///   it has
/// @param whatsNew by locale; wins over `release_notes.txt`
/// @param copyright wins over `copyright.txt`; null when not said
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
        manifest.skipScreenshots(),
        manifest.whatsNew(),
        manifest.copyright());
  }
}
