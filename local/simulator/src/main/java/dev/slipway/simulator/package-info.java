/// A strict, stateful stand-in for App Store Connect, served over HTTP on loopback.
@NullMarked
package dev.slipway.simulator;

import org.jspecify.annotations.NullMarked;
