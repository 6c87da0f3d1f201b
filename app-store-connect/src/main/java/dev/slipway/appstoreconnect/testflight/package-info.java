/// Builds in TestFlight: what to test, groups of testers, beta review.
@NullMarked
package dev.slipway.appstoreconnect.testflight;

import org.jspecify.annotations.NullMarked;
