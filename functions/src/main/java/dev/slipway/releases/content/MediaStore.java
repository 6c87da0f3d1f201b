package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.releases.content.diff.ContentChange.MediaChange;
import dev.slipway.releases.content.diff.MediaPlace;
import java.util.Map;

/// A way in which media get to Apple. Thread-safe.
///
/// @param <C> its changes
interface MediaStore<C extends MediaChange> {
  /// Carries out a change. A refusal ends the round, and names the file that the call carried, or
  /// all files of the place.
  ///
  /// @param locales the version's localizations
  void carryOut(C change, Map<String, LocalizationId> locales);

  /// Returns the localization of a place.
  static LocalizationId localization(MediaPlace place, Map<String, LocalizationId> locales) {
    var localization = locales.get(place.locale());
    if (localization == null) {
      throw new IllegalStateException("media of a locale that was not created");
    }
    return localization;
  }
}
