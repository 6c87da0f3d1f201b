/// Apple's App Store Connect API as Java: the client and its answers.
@NullMarked
package dev.slipway.appstoreconnect;

import org.jspecify.annotations.NullMarked;
