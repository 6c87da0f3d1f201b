/// Versions of an app with their texts, review details and releases.
@NullMarked
package dev.slipway.simulator.versions;

import org.jspecify.annotations.NullMarked;
