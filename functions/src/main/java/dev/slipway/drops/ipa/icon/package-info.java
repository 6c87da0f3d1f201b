/// The icon of an app for pages: found in the `.ipa`, decoded from Apple's form of PNG, and made
/// small. An icon that cannot be used is no fault of the app.
@NullMarked
package dev.slipway.drops.ipa.icon;

import org.jspecify.annotations.NullMarked;
