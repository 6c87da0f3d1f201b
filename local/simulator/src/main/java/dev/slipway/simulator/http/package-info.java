/// The HTTP side: routing, tokens, roles, limits, faults, answers and the upload host.
@NullMarked
package dev.slipway.simulator.http;

import org.jspecify.annotations.NullMarked;
