/// What a release does in TestFlight: the app's test information and groups, and the build's way to
/// its testers.
@NullMarked
package dev.slipway.releases.testflight;

import org.jspecify.annotations.NullMarked;
