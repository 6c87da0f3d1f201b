/// Reads an `.ipa` by a few ranges: its Info.plist, its binaries, its signature.
@NullMarked
package dev.slipway.drops.ipa;

import org.jspecify.annotations.NullMarked;
