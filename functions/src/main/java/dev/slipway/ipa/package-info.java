/// Reads what an `.ipa` says about itself through a few ranged reads: its one app and that app's
/// Info.plist. Knows neither S3 nor releases.
@NullMarked
package dev.slipway.ipa;

import org.jspecify.annotations.NullMarked;
