/// The locales of the App Store, and the folders of a drop that are named after them.
@NullMarked
package dev.slipway.drops.locales;

import org.jspecify.annotations.NullMarked;
