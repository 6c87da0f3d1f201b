/// What each family of App Store Connect resources does when it is written to, one class per
/// family.
@NullMarked
package dev.slipway.simulator.resource;

import org.jspecify.annotations.NullMarked;
