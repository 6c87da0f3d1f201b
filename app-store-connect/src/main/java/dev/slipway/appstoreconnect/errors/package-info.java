/// Everything that can go wrong with a call to Apple, as one sealed family of exceptions that
/// carries Apple's own error objects.
@NullMarked
package dev.slipway.appstoreconnect.errors;

import org.jspecify.annotations.NullMarked;
