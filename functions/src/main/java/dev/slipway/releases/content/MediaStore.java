package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.releases.content.diff.ContentChange;

/// A way in which media get to Apple.
///
/// @param <C> its changes of media at one place
interface MediaStore<C extends ContentChange> {
  /// Carries out a change.
  ///
  /// @param localization that of the change's place
  void carryOut(C change, LocalizationId localization);
}
