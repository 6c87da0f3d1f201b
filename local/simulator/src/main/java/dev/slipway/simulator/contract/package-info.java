/// Checks every exchange against Apple's OpenAPI document.
@NullMarked
package dev.slipway.simulator.contract;

import org.jspecify.annotations.NullMarked;
