/// What all families of resources use for writes: the table of writes, one call, and the rules on
/// texts, parts and states.
@NullMarked
package dev.slipway.simulator.writes;

import org.jspecify.annotations.NullMarked;
