/// The checks of the app in the `.ipa`: its Info.plist, its code and its signature.
@NullMarked
package dev.slipway.releases.preflight.binary;

import org.jspecify.annotations.NullMarked;
