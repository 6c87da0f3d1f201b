/// The App Asset Library (App Store Connect API 4.5.1): images and videos of an app, their
/// placements on version localizations, and the reference data; mirrored with the sets of media.
@NullMarked
package dev.slipway.simulator.library;

import org.jspecify.annotations.NullMarked;
