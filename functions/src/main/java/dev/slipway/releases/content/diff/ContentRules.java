package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.apps.ContentRights;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What decides about a version's content besides the drop's folder.
///
/// @param firstVersion whether no version of the app was released yet: such a version has no What's
///   New
/// @param previousWhatsNew by locale, of the version on the App Store: taken over where neither the
///   drop nor Apple has a text
/// @param removeMissingLocales whether locales that Apple has and the drop has not are deleted
/// @param primaryLocale the app's; null when it is not known: then no locale is deleted
/// @param contentRights null: left as it is
/// @param previewFrameTimeCode the poster frame of previews, such as `00:00:05:00`; null: Apple
///   chooses
public record ContentRules(
    boolean firstVersion,
    Map<String, String> previousWhatsNew,
    boolean removeMissingLocales,
    @Nullable String primaryLocale,
    @Nullable ContentRights contentRights,
    @Nullable String previewFrameTimeCode) {

  public ContentRules {
    previousWhatsNew = Map.copyOf(previousWhatsNew);
  }
}
