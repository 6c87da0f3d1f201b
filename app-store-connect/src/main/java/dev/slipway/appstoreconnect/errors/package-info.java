/// Every way in which a call to Apple can fail, as one sealed family of exceptions with Apple's own
/// error objects.
@NullMarked
package dev.slipway.appstoreconnect.errors;

import org.jspecify.annotations.NullMarked;
