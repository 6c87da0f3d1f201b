/// Workers that die at every call, answers that are lost, triggers that come twice or never: what
/// the product promises must hold all the same.
@NullMarked
package dev.slipway.runner.crash;

import org.jspecify.annotations.NullMarked;
