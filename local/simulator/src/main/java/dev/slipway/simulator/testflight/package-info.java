/// TestFlight: groups, texts, beta review, and where each build is in it.
@NullMarked
package dev.slipway.simulator.testflight;

import org.jspecify.annotations.NullMarked;
