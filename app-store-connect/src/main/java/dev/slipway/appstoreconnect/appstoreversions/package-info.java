/// Versions of an app on the App Store: their text, build, release type, release and phased
/// release.
@NullMarked
package dev.slipway.appstoreconnect.appstoreversions;

import org.jspecify.annotations.NullMarked;
