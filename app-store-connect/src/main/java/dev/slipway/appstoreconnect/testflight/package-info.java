/// Builds in TestFlight: what to test, groups of testers, beta review.
///
/// 18 files, because each of its resources has a client, and a record of what it reads.
@NullMarked
package dev.slipway.appstoreconnect.testflight;

import org.jspecify.annotations.NullMarked;
