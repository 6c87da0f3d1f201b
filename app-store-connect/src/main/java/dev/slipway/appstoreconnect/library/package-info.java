/// The asset library of an app (API 4.5.1): images and videos, their placements on the
/// localizations of versions, and Apple's reference data about both.
@NullMarked
package dev.slipway.appstoreconnect.library;

import org.jspecify.annotations.NullMarked;
