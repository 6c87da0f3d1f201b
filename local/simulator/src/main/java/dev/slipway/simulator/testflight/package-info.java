/// TestFlight: groups, texts, beta review and the state of each build.
@NullMarked
package dev.slipway.simulator.testflight;

import org.jspecify.annotations.NullMarked;
