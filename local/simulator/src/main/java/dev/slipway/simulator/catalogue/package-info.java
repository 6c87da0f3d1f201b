/// Apple's operations, resource types and request shapes as tables, read once from a resource file.
@NullMarked
package dev.slipway.simulator.catalogue;

import org.jspecify.annotations.NullMarked;
