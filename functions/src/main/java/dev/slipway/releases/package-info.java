/// Releases: one version of one app on its way from the drop bucket to the App Store. No AWS
/// import.
@NullMarked
package dev.slipway.releases;

import org.jspecify.annotations.NullMarked;
