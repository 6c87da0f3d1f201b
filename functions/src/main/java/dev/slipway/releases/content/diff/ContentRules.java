package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.apps.ContentRights;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import dev.slipway.drops.manifest.AvailabilityTerms;
import dev.slipway.drops.manifest.MediaWay;
import dev.slipway.drops.manifest.PriceTerms;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What decides about a version's content besides the drop's folder.
///
/// @param firstVersion whether no version of the app was released yet: such a version has no What's
///   New
/// @param previousWhatsNew What's New of the version on the App Store by locale, taken over where
///   neither the drop nor Apple has a text
/// @param removeMissingLocales whether to delete locales that Apple has and the drop does not have
/// @param primaryLocale the app's; null when it is unknown: then no locale is deleted
/// @param contentRights null to leave them unchanged
/// @param price null to leave it unchanged
/// @param availability null to leave it unchanged
/// @param previewFrameTimeCode the poster frame of previews, such as `00:00:05:00`; null to let
///   Apple choose
/// @param media which way screenshots and previews take; null: the sets, unless the version has
///   media in the asset library that Slipway brought there
/// @param versionState the state of the version, which decides what can be changed
/// @param build the build of the release, which is attached to the version; null when it is unknown
public record ContentRules(
    boolean firstVersion,
    Map<String, String> previousWhatsNew,
    boolean removeMissingLocales,
    @Nullable String primaryLocale,
    @Nullable ContentRights contentRights,
    @Nullable PriceTerms price,
    @Nullable AvailabilityTerms availability,
    @Nullable String previewFrameTimeCode,
    @Nullable MediaWay media,
    AppVersionState versionState,
    @Nullable BuildId build) {

  public ContentRules {
    previousWhatsNew = Map.copyOf(previousWhatsNew);
  }

  /// Returns the same rules for a version in this state, with this build.
  public ContentRules of(AppVersionState state, @Nullable BuildId attached) {
    return new ContentRules(
        firstVersion,
        previousWhatsNew,
        removeMissingLocales,
        primaryLocale,
        contentRights,
        price,
        availability,
        previewFrameTimeCode,
        media,
        state,
        attached);
  }
}
