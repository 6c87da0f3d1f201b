/// Apple's resources of Pricing and Availability: price schedules, price points, and the countries
/// and regions in which an app is available.
@NullMarked
package dev.slipway.appstoreconnect.pricing;

import org.jspecify.annotations.NullMarked;
