/// What `testFlight` in a `release.json` asks for.
@NullMarked
package dev.slipway.drops.testflight;

import org.jspecify.annotations.NullMarked;
